using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Reads a link's journal backwards and tells it as entries of history.</summary>
internal sealed class HistoryReader(IStore store)
{
    private const int Page = 100;

    /// <summary>At least one record's entries, then whole records until <paramref name="limit"/> is reached.</summary>
    public async Task<HistoryPage> ReadAsync(LinkKey key, string? path, long before, int limit, CancellationToken cancel)
    {
        var entries = ImmutableArray.CreateBuilder<HistoryEntry>();
        while (true)
        {
            var rows = await store.ReadHistoryAsync(key, before, Page, cancel);
            foreach (var row in rows)
            {
                var told = HistoryTeller.Tell(key, row).Where(entry => path is null || Concerns(entry, path)).Reverse().ToList();
                if (entries.Count > 0 && entries.Count + told.Count > limit)
                {
                    return new HistoryPage(entries.ToImmutable(), before);
                }

                entries.AddRange(told);
                before = row.Seq;
            }

            if (rows.Count < Page)
            {
                return new HistoryPage(entries.ToImmutable(), null);
            }
        }
    }

    private static bool Concerns(HistoryEntry entry, string path) =>
        entry.Path is { } own && (own == path || FieldPaths.List(own) == path);
}
