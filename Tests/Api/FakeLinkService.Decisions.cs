using System.Collections.Immutable;
using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Tests.Api;

internal sealed partial class FakeLinkService
{
    public Phase Status { get; set; } = Phase.Linked;

    public bool IsLinked { get; set; } = true;

    public bool IsRefreshed { get; set; } = true;

    public ImmutableArray<PathChoice> Choices { get; private set; } = [];

    public Task<SyncView?> CompareAsync(Caller caller, string integration, string client, CancellationToken cancel)
    {
        var title = new PathView("jobTitle", new SideView(FieldValue.Of("Mason"), 3, At), new SideView(FieldValue.Of("Diver"), 4, At), RegisterStatus.Held, null, HoldReason.Manual);
        var name = new PathView("name/last", new SideView(FieldValue.Of("Laurent"), 1, At), new SideView(FieldValue.Of("Laurent"), 1, At), RegisterStatus.Agreed, null, null);
        ImmutableArray<SyncField> fields = [new(title, Differs: true, ToHub: true, ToPartner: true), new(name, Differs: false, ToHub: true, ToPartner: true)];
        return Answer(Knows(client)
            ? new SyncView("Amélie Laurent", Status, 12, new PartnerRecord("wealthbox", "70001", "20003"), new Freshness(At, At.AddMinutes(1)), 1, fields)
            : null);
    }

    public Task<ApplyOutcome?> ApplyAsync(
        Caller caller, string integration, string client, ImmutableArray<PathChoice> choices, RequestKey? key, CancellationToken cancel)
    {
        Choices = choices;
        var results = choices.Select(choice => new PathResult(
            choice.Path, choice.HubVersion == 3 ? PathApply.Applied : PathApply.Changed, FieldValue.Of("Mason"), 3, null, 0));
        return Written(Act(client, key) is { } act ? new ApplyOutcome(act, IsLinked ? [.. results] : []) : null);
    }

    public Task<RefreshOutcome?> RefreshAsync(
        Caller caller, string integration, string client, RequestKey? key, TimeSpan wait, CancellationToken cancel) =>
        Written(Act(client, key) is { } act ? new RefreshOutcome(act, IsRefreshed, new Freshness(At.AddMinutes(1), IsRefreshed ? At : null)) : null);

    public Task<ActOutcome?> PauseAsync(Caller caller, string integration, string client, RequestKey? key, CancellationToken cancel)
    {
        Status = Phase.Paused;
        return Written(Act(client, key));
    }

    public Task<ActOutcome?> ResumeAsync(Caller caller, string integration, string client, RequestKey? key, CancellationToken cancel)
    {
        Status = Phase.Linked;
        return Written(Act(client, key));
    }

    private ActOutcome? Act(string client, RequestKey? key)
    {
        Writes++;
        Key = key;
        return Knows(client) ? new ActOutcome(IsLinked ? Status : Phase.NeedsChoice, IsLinked, IsLinked ? 5 : null, Repeated: false) { Revision = 9 } : null;
    }
}
