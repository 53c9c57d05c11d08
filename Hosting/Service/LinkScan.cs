using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Goes through link rows for what a listing wants of them: bounded, so that a rare find ends a page early instead of reading a whole firm.</summary>
internal static class LinkScan
{
    private const int Page = 200;
    private const int MostRows = 2000;

    /// <param name="keep">What a row gives: all of it comes into one page.</param>
    public static async Task<(ImmutableArray<T> Found, LinkKey? Next)> ReadAsync<T>(
        IStore store, LinkListQuery query, Func<LinkRow, IReadOnlyCollection<T>> keep, int limit, CancellationToken cancel)
    {
        var found = ImmutableArray.CreateBuilder<T>();
        var last = query.After;
        for (var looked = 0; looked < MostRows;)
        {
            var rows = await store.ListLinksAsync(query with { After = last, Limit = Page }, cancel);
            foreach (var row in rows)
            {
                var items = keep(row);
                if (found.Count > 0 && items.Count > 0 && found.Count + items.Count > limit)
                {
                    return (found.ToImmutable(), last);
                }

                found.AddRange(items);
                last = row.Key;
            }

            looked += rows.Count;
            if (rows.Count < Page)
            {
                return (found.ToImmutable(), null);
            }
        }

        return (found.ToImmutable(), last);
    }
}
