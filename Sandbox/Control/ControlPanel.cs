using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;
using Counterpart.Sandbox.Faults;
using Counterpart.Sandbox.Journal;
using Counterpart.Sandbox.World;

namespace Counterpart.Sandbox.Control;

/// <summary>The control interface of one simulator, on its own port. It takes no part in the simulation and is not logged.</summary>
internal sealed class ControlPanel<TSettings>(
    CallLimit limit, FaultTable faults, SystemLog log, SettingsCell<TSettings> settings, Action<ResetRequest> reset)
    where TSettings : class, new()
{
    public void MapOn(RouteGroupBuilder control)
    {
        control.MapGet("/limits", ShowLimits);
        control.MapPut("/limits", SetLimits);
        control.MapPost("/faults", AddFault);
        control.MapDelete("/faults", ClearFaults);
        control.MapGet("/held", () => Results.Json(new { tenants = faults.Held }));
        control.MapPost("/release", ReleaseHeld);
        control.MapGet("/calls", context => LogPage.WriteAsync(context, log.Calls, "calls"));
        control.MapGet("/changes", context => LogPage.WriteAsync(context, log.Changes, "changes"));
        control.MapGet("/writes", context => LogPage.WriteAsync(context, log.Writes, "writes"));
        control.MapDelete("/calls", (long until) => Forget(log.Calls, until));
        control.MapDelete("/changes", (long until) => Forget(log.Changes, until));
        control.MapDelete("/writes", (long until) => Forget(log.Writes, until));
        control.MapGet("/settings", () => Results.Json(settings.Show()));
        control.MapPut("/settings", SetSettings);
        control.MapPost("/reset", Reset);
    }

    private IResult ShowLimits() => Results.Json(limit.Current);

    private IResult SetLimits(LimitsRequest request)
    {
        if (request.Calls < 0 || request.WindowSeconds <= 0 || request.Concurrent < 1 || request.More?.Any(more => more.Calls < 0 || more.WindowSeconds <= 0) == true)
            return Results.BadRequest(new { error = "calls must not be negative; windowSeconds and concurrent must be positive" });
        limit.Set(request);
        return ShowLimits();
    }

    private IResult AddFault(FaultRequest request)
    {
        if (request.DelayMs < 0 || request.Times < 0 || request.Probability is < 0 or > 1 || request.Only is not ("sync" or "user" or "any"))
            return Results.BadRequest(new { error = "a member is out of its range" });
        try
        {
            return Results.Json(new { id = faults.Add(request) });
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return Results.BadRequest(new { error = "path is not a regular expression" });
        }
    }

    private IResult ClearFaults()
    {
        faults.Clear();
        return Results.NoContent();
    }

    private IResult ReleaseHeld()
    {
        faults.Release();
        return Results.NoContent();
    }

    private static IResult Forget<T>(BoundedLog<T> entries, long until)
        where T : ILogEntry
    {
        entries.Forget(until);
        return Results.NoContent();
    }

    private IResult SetSettings(JsonObject changes) =>
        settings.TryChange(changes) ? Results.Json(settings.Show()) : Results.BadRequest(new { error = "unknown setting or wrong value" });

    private IResult Reset(ResetRequest request)
    {
        if (request.World is { } world && !Worlds.IsKnown(world))
            return Results.BadRequest(new { error = "world must be demo, pairs:N or pairs:N/F" });
        reset(request);
        return Results.NoContent();
    }
}
