using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Fetches from the directory what a matching needs.</summary>
internal sealed class MatchQueries(IStore store, ChannelService channels)
{
    private const int MostCandidates = 50;

    public async Task<MatchQuery> ForAsync(LinkKey key, RecordProfile client, CancellationToken cancel)
    {
        var (hub, partner) = (IntegrationName.Hub(key.Integration), IntegrationName.Partner(key.Integration));
        var rows = await store.FindCandidatesAsync(key.Firm, partner, client.TaxIdHash, client.NameKey, MostCandidates, cancel);
        var candidates = await WithClaimsAsync(key, [.. rows.Select(row => row.Profile)], cancel);
        var namesakes = await store.FindCandidatesAsync(key.Firm, hub, null, client.NameKey, MostCandidates, cancel);
        var complete = channels.CompletePass(key.Firm, hub) is null ? null : channels.CompletePass(key.Firm, partner);
        return new MatchQuery(client, [.. candidates], namesakes.Any(other => CouldBeTheSame(client, other.Profile)), complete);
    }

    public async Task<IReadOnlyList<PartnerCandidate>> WithClaimsAsync(LinkKey key, IReadOnlyList<RecordProfile> profiles, CancellationToken cancel)
    {
        if (profiles.Count == 0)
        {
            return [];
        }

        var system = IntegrationName.Partner(key.Integration);
        var tenant = channels.Tenant(key.Firm, system) ?? string.Empty;
        var claims = await store.FindClaimsAsync(system, tenant, [.. profiles.Select(profile => profile.Id)], cancel);
        var takers = claims.Where(claim => claim.Link != key.Name).ToDictionary(claim => claim.Record, claim => LinkKey.Parse(claim.Firm, claim.Link).Client);
        return [.. profiles.Select(profile => new PartnerCandidate(profile, takers.GetValueOrDefault(profile.Id)))];
    }

    private static bool CouldBeTheSame(RecordProfile client, RecordProfile other) =>
        other.Id != client.Id
        && !Differ(client.TaxIdHash, other.TaxIdHash)
        && !Differ(client.BirthDate, other.BirthDate);

    private static bool Differ(string? left, string? right) => left is not null && right is not null && left != right;
}
