using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Searches the partner's directory for records that a client could be linked with.</summary>
internal sealed class CandidateSearch(IStore store, ClientLookup directory, MatchQueries queries)
{
    public async Task<CandidatePage?> FindAsync(
        Caller caller, string integration, string client, string? query, (string NameKey, string Id)? after, int limit, CancellationToken cancel)
    {
        if (await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is not { } row)
        {
            return null;
        }

        var key = new LinkKey(caller.Firm!, integration, client);
        var text = query ?? row.Profile.DisplayName;
        // By itself the search takes first and last name: the partner may lack the others.
        var term = query ?? row.Profile.NameKey.Replace('|', ' ');
        var found = await store.SearchRecordsAsync(
            key.Firm, IntegrationName.Partner(integration), string.IsNullOrWhiteSpace(term) ? null : term, after, limit + 1, cancel);
        var shown = found.Take(limit).Select(record => record.Profile).ToList();
        var candidates = await queries.WithClaimsAsync(key, shown, cancel);
        var views = candidates.Select(candidate => new PartnerView(
            candidate.Profile.Id,
            candidate.Profile.DisplayName,
            candidate.Profile.Kind,
            candidate.Profile.Emails,
            candidate.Profile.Phones,
            Matcher.Compare(row.Profile, candidate)));
        var next = found.Count > limit ? shown[^1] : null;
        return new CandidatePage(text, [.. views], next is null ? null : (next.NameKey, next.Id));
    }
}
