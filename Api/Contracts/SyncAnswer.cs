using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Api;

/// <summary>Every field of a link that can be synced, with both values.</summary>
/// <param name="Differing">How many of them differ.</param>
/// <param name="LastRefreshed">As of when both sides are known.</param>
public sealed record SyncAnswer(
    string Integration,
    string Client,
    string Name,
    Phase Status,
    SideRecord Hub,
    SideRecord Partner,
    long Revision,
    int Differing,
    DateTimeOffset? LastRefreshed,
    IReadOnlyList<SyncFieldItem> Fields)
{
    public static SyncAnswer Of(SyncView view, Integration integration, string client, bool onlyDiffering) => new(
        integration.Name,
        client,
        view.Name,
        view.Status,
        new SideRecord(integration.HubSystem, client, view.Freshness.Hub),
        new SideRecord(integration.PartnerSystem, view.Partner?.Id, view.Freshness.Partner),
        view.Revision,
        view.Differing,
        view.Freshness.Both,
        [.. view.Fields.Where(field => field.Differs || !onlyDiffering).Select(SyncFieldItem.Of)]);
}

/// <param name="KnownAt">As of when it is known; null before it was first read.</param>
public sealed record SideRecord(string System, string? Record, DateTimeOffset? KnownAt);

/// <param name="Differs">The two do not mean the same.</param>
/// <param name="ToHub">The partner's value may be chosen to stand.</param>
/// <param name="ToPartner">The hub's value may be chosen to stand.</param>
public sealed record SyncFieldItem(
    string Path,
    ValueItem? Hub,
    ValueItem? Partner,
    bool Differs,
    RegisterStatus Status,
    Side? OwedTo,
    HoldReason? Reason,
    bool ToHub,
    bool ToPartner)
{
    public static SyncFieldItem Of(SyncField field)
    {
        var path = PathItem.Of(field.Path);
        return new(path.Path, path.Hub, path.Partner, field.Differs, path.Status, path.OwedTo, path.Reason, field.ToHub, field.ToPartner);
    }
}
