using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Api;

/// <summary>A client's link as it is.</summary>
/// <param name="Hub">The client's record; the side called <c>hub</c> everywhere below.</param>
/// <param name="Partner">Its counterpart; without a record when there is none.</param>
/// <param name="Revision">Rises with everything that happens to the link.</param>
/// <param name="Epoch">Rises when the client is linked again.</param>
/// <param name="Owed">Which sides are owed something.</param>
/// <param name="WriteInFlight">A write is on its way to one of the systems.</param>
/// <param name="Candidates">What to choose from, while <c>needsChoice</c>.</param>
/// <param name="Differing">How many fields differ.</param>
/// <param name="LastRefreshed">As of when both sides are known.</param>
/// <param name="Never">Partner records that a person said are somebody else: no rule matches them again.</param>
/// <param name="Notices">What waits for somebody.</param>
/// <param name="Accounts">Where the client's accounts are on the partner's record; null where the firm does not sync accounts, and when none are shown nor will be.</param>
public sealed record LinkAnswer(
    string Integration,
    string Client,
    string Name,
    Phase Status,
    RecordName Hub,
    RecordName Partner,
    Match? Match,
    DateTimeOffset? LinkedAt,
    long Revision,
    int Epoch,
    IReadOnlyList<OwedItem> Owed,
    bool WriteInFlight,
    IReadOnlyList<PathItem> Paths,
    IReadOnlyList<Candidate> Candidates,
    int Differing,
    DateTimeOffset? LastRefreshed,
    DateTimeOffset? HubKnownAt,
    DateTimeOffset? PartnerKnownAt,
    IReadOnlyList<string> Never,
    IReadOnlyList<NoticeItem> Notices,
    AccountsItem? Accounts)
{
    public static LinkAnswer Of(LinkView view, Integration integration, Sight sight) => new(
        integration.Name,
        view.Client,
        view.Name,
        view.Status,
        new RecordName(integration.HubSystem, null, view.Client),
        new RecordName(view.Partner?.System ?? integration.PartnerSystem, view.Partner?.Tenant, view.Partner?.Id),
        Match.Of(view.Evidence, sight),
        view.LinkedAt,
        view.Revision,
        view.Epoch,
        [.. view.Owed.Select(owed => new OwedItem(owed.Side, owed.System, owed.Paths, owed.NotBefore))],
        view.WriteInFlight,
        [.. view.Paths.Select(PathItem.Of)],
        sight.Of(view.Candidates),
        view.Differing,
        view.Freshness.Both,
        view.Freshness.Hub,
        view.Freshness.Partner,
        sight.Candidates ? view.Never : [],
        [.. view.Notices.Select(NoticeItem.Of)],
        AccountsItem.Of(view.Accounts));
}

/// <param name="Paths">How many.</param>
/// <param name="NotBefore">When the system's channel looks at it.</param>
public sealed record OwedItem(Side Side, string System, int Paths, DateTimeOffset NotBefore);
