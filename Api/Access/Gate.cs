using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>Lets a request through to its endpoint when its key's role may use it.</summary>
internal sealed class Gate(ApiEndpoint endpoint, Admission admission, ICallers callers, ILinkService links)
{
    public async Task RunAsync(HttpContext context)
    {
        if (!admission.TryEnter())
        {
            await Problems.Overloaded(ApiLimits.RetryAfter).ExecuteAsync(context);
            return;
        }

        try
        {
            var answer = await AnswerAsync(context);
            await answer.ExecuteAsync(context);
        }
        finally
        {
            admission.Leave();
        }
    }

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        if (BearerKey.Read(context.Request) is not { } key)
        {
            return Problems.Unauthenticated(keyGiven: context.Request.Headers.Authorization.Count > 0);
        }

        if (await callers.FindAsync(key, context.RequestAborted) is not { } caller)
        {
            return Problems.Unauthenticated(keyGiven: true);
        }

        if (!endpoint.Roles.Includes(caller.Role))
        {
            return Problems.Forbidden($"The role {RoleNames.Of(caller.Role)} may not do this.");
        }

        return caller is { Firm: null, Role: not Role.Operator }
            ? Problems.Forbidden("The key belongs to no firm.")
            : await endpoint.Handler(new ApiCall(context, caller, links));
    }
}
