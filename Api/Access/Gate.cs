using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>Lets a request through to its endpoint when its caller's role may use it, and not too often.</summary>
internal sealed class Gate(
    ApiEndpoint endpoint, Admission admission, Authentication authentication, KeyLimits limits, HttpInstruments measured, ILinkService links, AuditLog audit)
{
    public Task RunAsync(HttpContext context)
    {
        if (admission.TryEnter())
        {
            return AnswerAsync(context);
        }

        // Before anything is known of it: what is refused must cost next to nothing.
        measured.Limited("admission");
        return FixedProblem.Busy.ExecuteAsync(context);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        IResult answer;
        try
        {
            answer = Refusal(context, await authentication.FindAsync(context), out var call) ?? await HandleAsync(context, call!);
            if (!endpoint.IsStream)
            {
                await answer.ExecuteAsync(context);
                return;
            }
        }
        finally
        {
            admission.Leave();
        }

        await answer.ExecuteAsync(context);
    }

    /// <returns>Null, with the call, for a caller who may make it.</returns>
    private ProblemAnswer? Refusal(HttpContext context, (Caller? Caller, Credential? Credential, ProblemAnswer? Refusal) found, out ApiCall? call)
    {
        call = null;
        var (caller, credential, refusal) = found;
        if (caller is null)
        {
            // Nobody tried anything who sent nothing to be known by.
            if (context.Request.Headers.Authorization.Count > 0 || refusal!.Problem.Code != ProblemCode.Unauthenticated)
            {
                audit.Refuse(context, caller: null, endpoint.Notes.Name, ProblemKind.Of(refusal!.Problem.Code).Name);
            }

            return refusal!;
        }

        var permit = limits.Take(caller, endpoint);
        permit.Show(context.Response.Headers);
        if (!permit.Granted)
        {
            measured.Limited("key");
            return Problems.RateLimited(permit.Wait);
        }

        if (!endpoint.Roles.Includes(caller.Role))
        {
            audit.Refuse(context, caller, endpoint.Notes.Name, "forbidden");
            return Problems.Forbidden($"The role {RoleNames.Of(caller.Role)} may not do this.");
        }

        if (caller is { Firm: null, Role: not Role.Operator })
        {
            return Problems.Forbidden("The key belongs to no firm.");
        }

        call = new ApiCall(context, caller, credential!, links);
        return null;
    }

    private Task<IResult> HandleAsync(HttpContext context, ApiCall call) => endpoint.IsAudited ? AuditedAsync(context, call) : endpoint.Handler(call);

    private async Task<IResult> AuditedAsync(HttpContext context, ApiCall call)
    {
        IResult result;
        try
        {
            result = await endpoint.Handler(call);
        }
        catch (Exception fault)
        {
            await audit.FailAsync(context, call, endpoint.Notes.Name, fault);
            throw;
        }

        await audit.EndAsync(context, call, endpoint.Notes.Name, result);
        return result;
    }
}
