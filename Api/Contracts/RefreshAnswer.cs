using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Api;

/// <summary>As of when both records are known, after they were asked to be read anew.</summary>
/// <param name="Done">Both were read; false: it is still under way, and reading the link tells when it is done.</param>
/// <param name="LastRefreshed">As of when both are known.</param>
/// <param name="Revision">The link's revision that it was decided at; null for an answer that was given before. Status and times are of that one or a later one.</param>
public sealed record RefreshAnswer(
    string Integration,
    string Client,
    Phase Status,
    bool Done,
    DateTimeOffset? LastRefreshed,
    DateTimeOffset? HubKnownAt,
    DateTimeOffset? PartnerKnownAt,
    bool Repeated,
    long? Revision)
{
    public static RefreshAnswer Of(Integration integration, string client, RefreshOutcome outcome) => new(
        integration.Name,
        client,
        outcome.Act.Status,
        outcome.IsDone,
        outcome.Freshness.Both,
        outcome.Freshness.Hub,
        outcome.Freshness.Partner,
        outcome.Act.Repeated,
        outcome.Act.Revision);
}
