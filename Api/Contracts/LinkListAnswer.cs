using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Api;

/// <summary>A page of links, in order of integration and client.</summary>
/// <param name="Next">The cursor of the next page; null on the last. A page may hold none and still have a next.</param>
public sealed record LinkListAnswer(IReadOnlyList<LinkListItem> Links, string? Next);

/// <param name="Differing">How many fields differ.</param>
/// <param name="Notices">How many notices it has.</param>
/// <param name="LastRefreshed">As of when both sides are known.</param>
/// <param name="Link">Where the link is read.</param>
public sealed record LinkListItem(
    string Integration,
    string Client,
    string Name,
    Phase Status,
    RecordName Partner,
    int Differing,
    int Notices,
    DateTimeOffset? LastRefreshed,
    DateTimeOffset? HubKnownAt,
    DateTimeOffset? PartnerKnownAt,
    long Revision,
    string Link,
    AccountsItem? Accounts)
{
    public static LinkListItem Of(LinkSummary view)
    {
        _ = Integrations.TryGet(view.Key.Integration, out var pair);
        return new(
            view.Key.Integration,
            view.Key.Client,
            view.Name,
            view.Status,
            new RecordName(view.Partner?.System ?? pair!.PartnerSystem, view.Partner?.Tenant, view.Partner?.Id),
            view.Differing,
            view.Notices,
            view.Freshness.Both,
            view.Freshness.Hub,
            view.Freshness.Partner,
            view.Revision,
            LinkPath.Of(view.Key),
            AccountsItem.Of(view.Accounts));
    }
}
