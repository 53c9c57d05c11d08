using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Api;

/// <summary>Tells the audit of calls. An act is named after its operation: <c>linkClients</c>, <c>revokeKey</c>.</summary>
internal sealed class AuditLog(IAuditTrail trail, RefusedAttempts refusals, TimeProvider clock)
{
    private const string Begun = "begun";
    private const string Done = "ok";

    private static readonly string[] Targets = ["client", "key", "system", "firm", "integration"];

    /// <summary>
    /// Before an effect that nothing else records with its actor. An act that begins and has no outcome was cut off: it may have had its effect.
    /// </summary>
    public Task BeginAsync(HttpContext context, ApiCall call, string action)
    {
        call.Audit.Begun = true;
        return trail.WriteAsync([Row(context, call, action, Begun)]);
    }

    /// <summary>Before the answer.</summary>
    public Task EndAsync(HttpContext context, ApiCall call, string action, IResult result)
    {
        var outcome = result is ProblemAnswer problem ? ProblemKind.Of(problem.Problem.Code).Name : Done;
        if (!call.Audit.Begun && result is ProblemAnswer { Problem.Status: StatusCodes.Status400BadRequest or 408 or 413 or 415 })
        {
            // Nothing was asked that could be named.
            return Task.CompletedTask;
        }

        var row = Row(context, call, action, outcome);
        return trail.WriteAsync(outcome == Done && call.Audit.Firm is { } firm ? [row, row with { Firm = firm }] : [row]);
    }

    /// <summary>An exception ended the act; what it was is answered, and the audit must not hide it.</summary>
    public async Task FailAsync(HttpContext context, ApiCall call, string action, Exception fault)
    {
        try
        {
            await EndAsync(context, call, action, FailureMiddleware.Problem(fault));
        }
        catch (Exception second) when (second is StoreUnavailableException or OverloadedException)
        {
            // The first failure is the one to answer; the row that says begun, or the journal, is what remains.
        }
    }

    /// <param name="caller">Null for a key that nobody knows.</param>
    public void Refuse(HttpContext context, Caller? caller, string action, string outcome) => refusals.Note(new AuditRow(
        0, caller?.Firm, clock.GetUtcNow(), caller?.Actor ?? "key:unknown", caller is null ? "none" : RoleNames.Of(caller.Role), action, null, Source(context), outcome, null));

    private static string? Source(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : null;

    private AuditRow Row(HttpContext context, ApiCall call, string action, string outcome)
    {
        var detail = call.Audit.Detail;
        detail["request"] = context.TraceIdentifier;
        if (call.Caller.Label.Length > 0)
        {
            detail["label"] = call.Caller.Label;
        }

        var target = call.Audit.Target ?? Targets.Select(name => context.GetRouteValue(name) as string).FirstOrDefault(value => value is not null);
        return new AuditRow(
            0,
            call.Caller.Firm,
            clock.GetUtcNow(),
            call.Caller.Actor,
            RoleNames.Of(call.Caller.Role),
            action,
            target is { Length: > ApiLimits.IdLength } ? target[..ApiLimits.IdLength] : target,
            Source(context),
            outcome,
            detail.ToJsonString());
    }
}
