using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>Lets a request through to its endpoint when its caller's role may use it, and not too often.</summary>
internal sealed class Gate(
    ApiEndpoint endpoint, Admission admission, Authentication authentication, KeyLimits limits, HttpInstruments measured, ILinkService links, AuditLog audit)
{
    public async Task RunAsync(HttpContext context)
    {
        if (!admission.TryEnter())
        {
            measured.Limited("admission");
            await Problems.Overloaded(ApiLimits.RetryAfter).ExecuteAsync(context);
            return;
        }

        IResult answer;
        try
        {
            answer = await AnswerAsync(context);
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

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        var (caller, credential, refusal) = await authentication.FindAsync(context);
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

        return caller is { Firm: null, Role: not Role.Operator }
            ? Problems.Forbidden("The key belongs to no firm.")
            : await HandleAsync(context, new ApiCall(context, caller, credential!, links));
    }

    private async Task<IResult> HandleAsync(HttpContext context, ApiCall call)
    {
        if (!endpoint.IsAudited)
        {
            return await endpoint.Handler(call);
        }

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
