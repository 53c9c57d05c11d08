using Counterpart.Storage;

namespace Counterpart.Load.Lab.Nodes;

/// <summary>What the database says at the end.</summary>
/// <param name="Moves">How often a channel changed its holder.</param>
/// <param name="HeldTwice">Partner records that two links have.</param>
/// <param name="WithoutClaim">Links that don't hold the claim of their partner record.</param>
/// <param name="Sparse">Sequences that are missing in the firm's journal.</param>
internal sealed record StoreCheck(long Moves, int HeldTwice, int WithoutClaim, long Sparse, long Records)
{
    private const string Firm = "demo";
    private const int Page = 1000;

    public static async Task<StoreCheck> OfAsync(string connectionString, CancellationToken cancel)
    {
        await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = connectionString });
        await store.OpenAsync(cancel);
        return await OfAsync(store, cancel);
    }

    public static async Task<StoreCheck> OfAsync(IStore store, CancellationToken cancel)
    {
        var channels = await store.ListChannelsAsync(Firm, cancel);
        var links = new List<LinkRow>();
        while (await store.ListLinksAsync(
            new LinkListQuery(Firm, null, null, false, null, null, links.Count == 0 ? null : links[^1].Key, Page), cancel) is { Count: > 0 } page)
        {
            links.AddRange(page);
        }

        var held = links.Where(link => link.Partner is not null).ToList();
        var tenant = (await store.ListConnectionsAsync(cancel)).First(connection => connection is { Firm: Firm, System: "wealthbox" }).Tenant;
        var claims = (await store.FindClaimsAsync("wealthbox", tenant, [.. held.Select(link => link.Partner!).Distinct()], cancel))
            .ToDictionary(claim => claim.Record, claim => claim.Link, StringComparer.Ordinal);
        var (records, last) = (0L, 0L);
        while (await store.ReadJournalAsync(Firm, last, Page, cancel) is { Count: > 0 } journal)
        {
            records += journal.Count;
            last = journal[^1].Seq;
        }

        return new StoreCheck(
            channels.Sum(channel => channel.Token - 1),
            held.GroupBy(link => link.Partner).Count(same => same.Count() > 1),
            held.Count(link => claims.GetValueOrDefault(link.Partner!) != link.Key.Name),
            last - records,
            records);
    }
}
