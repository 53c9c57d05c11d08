using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Counterpart.Hosting;

/// <summary>In whose book clients are, remembered for a second: the advisers of a firm look at the same news.</summary>
internal sealed class BookCache(IEventLog log, TimeProvider clock)
{
    private static readonly TimeSpan Remember = TimeSpan.FromSeconds(1);
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<(string Firm, string System, string Client), Known> known = new();

    /// <summary>The clients that are in the book.</summary>
    public async Task<HashSet<string>> InBookAsync(string firm, string system, string book, IEnumerable<string> clients, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var inside = new HashSet<string>(StringComparer.Ordinal);
        var asked = new List<string>();
        foreach (var client in clients.Distinct(StringComparer.Ordinal))
        {
            if (!known.TryGetValue((firm, system, client), out var seen) || seen.Until <= now)
            {
                asked.Add(client);
            }
            else if (string.Equals(seen.Book, book, StringComparison.Ordinal))
            {
                inside.Add(client);
            }
        }

        if (asked.Count == 0)
        {
            return inside;
        }

        if (known.Count + asked.Count > Most)
        {
            known.Clear();
        }

        var books = await log.BooksAsync(firm, system, asked, cancel);
        foreach (var client in asked)
        {
            var own = books.GetValueOrDefault(client);
            known[(firm, system, client)] = new Known(own, now + Remember);
            if (string.Equals(own, book, StringComparison.Ordinal))
            {
                inside.Add(client);
            }
        }

        return inside;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Known(string? Book, DateTimeOffset Until);
}
