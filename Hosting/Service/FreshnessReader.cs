using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>
/// As of when the two records of a link are known. A read that brings nothing new leaves no trace in the link, so a complete pass of
/// the side's channel counts as well.
/// </summary>
internal sealed class FreshnessReader(ChannelService channels)
{
    public Freshness Of(LinkState state) =>
        state.Partner is null
            ? new Freshness(null, null)
            : new Freshness(
                Of(state, state.Hub, IntegrationName.Hub(state.Key.Integration)), Of(state, state.PartnerSide, state.Partner.System));

    private DateTimeOffset? Of(LinkState state, SideState side, string system)
    {
        DateTimeOffset? known = side.KnownAt == default ? null : side.KnownAt;
        return known is not null && !side.Gone && channels.CompletePass(state.Key.Firm, system) is { } pass && pass > known ? pass : known;
    }
}
