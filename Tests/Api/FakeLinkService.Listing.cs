using System.Collections.Immutable;
using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Tests.Api;

internal sealed partial class FakeLinkService
{
    private static readonly LinkKey Key1 = new("bayside", "clientworks-wealthbox", "CW-1");

    public NoticeView Notice { get; } = new(
        Key1,
        "Amélie Laurent",
        new LinkNotice("birthDate", NoticeCause.Conflict, At) { Side = Side.Partner, Remedy = NoticeRemedy.Resolve, Who = NoticeActor.Adviser },
        "birthDate was edited on both sides.",
        "Say whose value stands.");

    public (LinkFilter Filter, LinkKey? After, int Limit) LinksListed { get; private set; }

    public (NoticeFilter Filter, LinkKey? After, int Limit) NoticesListed { get; private set; }

    public (LinkKey? After, int Limit) Previewed { get; private set; }

    public string? AllowedRecord { get; private set; }

    public RecordPage Page { get; set; } = new RecordPage.At("wealthbox", "20003", new Uri("https://crm.example.com/contacts/20003?client=CW-1"));

    public IntegrationSettings? Tried { get; private set; }

    public Task<LinkPage> ListLinksAsync(Caller caller, LinkFilter filter, LinkKey? after, int limit, CancellationToken cancel)
    {
        LinksListed = (filter, after, limit);
        var link = new LinkSummary(Key1, "Amélie Laurent", Phase.Linked, new PartnerRecord("wealthbox", "70001", "20003"), 2, 1, new Freshness(At, At.AddMinutes(-1)), 12);
        return Answer(new LinkPage([link], after is null ? Key1 : null));
    }

    public Task<NoticePage> ListNoticesAsync(Caller caller, NoticeFilter filter, LinkKey? after, int limit, CancellationToken cancel)
    {
        NoticesListed = (filter, after, limit);
        return Answer(new NoticePage([Notice], after is null ? Key1 : null));
    }

    public Task<AllowOutcome?> AllowAsync(Caller caller, string integration, string client, string record, RequestKey? key, CancellationToken cancel)
    {
        AllowedRecord = record;
        return Written(Act(client, key) is { } act ? new AllowOutcome(Changed: true, act.Status, act.Seq, act.Repeated) { Revision = act.Revision } : null);
    }

    public Task<RecordPage> FindPageAsync(Caller caller, string integration, string client, Side side, CancellationToken cancel) =>
        Answer(Knows(client) ? Page : new RecordPage.NoSuchClient());

    public Task<TrialView?> TryIntegrationAsync(Caller caller, string integration, IntegrationSettings settings, CancellationToken cancel)
    {
        Tried = settings;
        return Answer<TrialView?>(new TrialView(10, Complete: true, 2, 3, 0, 1, 4, 2));
    }

    public Task<IntegrationView?> PauseIntegrationAsync(Caller caller, string integration, bool paused, CancellationToken cancel)
    {
        Writes++;
        Settings = Settings with { Paused = paused };
        return Answer<IntegrationView?>(View());
    }

    public Task<PreviewPage> PreviewAsync(Caller caller, string integration, LinkKey? after, int limit, CancellationToken cancel)
    {
        Previewed = (after, limit);
        var path = new PreviewView(
            Key1, "Amélie Laurent", "jobTitle", Side.Partner, "wealthbox", new SideView(FieldValue.Of("Mason"), 3, At), new SideView(FieldValue.Blank, 2, At), "owed", "onlyChange", "Only clientworks changed.", At);
        return Answer(new PreviewPage([path], after is null ? Key1 : null));
    }
}
