using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>Finds the links that a system's records belong to: as their hub record, or claimed as their partner.</summary>
internal sealed class LinkedRecords(ChannelContext channel)
{
    public async Task<ILookup<string, (LinkKey Key, Side Side)>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var found = new List<(string Id, LinkKey Key, Side Side)>();
        if (ids.Count == 0)
        {
            return found.ToLookup(entry => entry.Id, entry => (entry.Key, entry.Side), StringComparer.Ordinal);
        }

        foreach (var integration in Integrations.All.Where(integration => integration.HubSystem == channel.System))
        {
            var keys = ids.Select(id => new LinkKey(channel.Firm, integration.Name, id)).ToList();
            var rows = await channel.Store.LoadLinksAsync(keys, cancel);
            found.AddRange(rows.Where(row => row.Partner is not null).Select(row => (row.Key.Client, row.Key, Side.Hub)));
        }

        if (Integrations.All.Any(integration => integration.PartnerSystem == channel.System))
        {
            var claims = await channel.Store.FindClaimsAsync(channel.System, channel.Tenant, ids, cancel);
            found.AddRange(claims.Where(claim => claim.Firm == channel.Firm).Select(claim => (claim.Record, LinkKey.Parse(claim.Firm, claim.Link), Side.Partner)));
        }

        return found.ToLookup(entry => entry.Id, entry => (entry.Key, entry.Side), StringComparer.Ordinal);
    }
}
