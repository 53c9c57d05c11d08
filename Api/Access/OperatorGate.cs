using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>Lets operators through to pages that have no guard of their own.</summary>
internal sealed class OperatorGate : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var services = context.HttpContext.RequestServices;
        var (caller, _, refusal) = await services.GetRequiredService<Authentication>().FindAsync(context.HttpContext);
        if (caller is null)
        {
            return refusal;
        }

        if (caller.Role != Role.Operator)
        {
            services.GetRequiredService<AuditLog>().Refuse(context.HttpContext, caller, context.HttpContext.Request.Path, "forbidden");
            return Problems.Forbidden($"The role {RoleNames.Of(caller.Role)} may not see this.");
        }

        context.HttpContext.Response.Headers.CacheControl = JsonAnswer.NoStore;
        return await next(context);
    }
}
