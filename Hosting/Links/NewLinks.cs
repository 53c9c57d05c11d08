using System.Collections.Concurrent;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>
/// Links that came into memory a short while ago. Most of those that were not there are used once: kept as long as the others, they would be
/// carried by the collector from generation to generation, and thrown away old. One that goes and comes back is not asked again.
/// </summary>
internal sealed class NewLinks(int linksInMemory)
{
    private const int Share = 10;
    private const int PlacesForEach = 4;
    private const int MostPlaces = 1 << 22;

    private readonly int most = Math.Max(1, linksInMemory / Share);
    private readonly ConcurrentQueue<(LinkKey Key, HostedLink Link)> waiting = new();

    /// <summary>Hashes of keys that went, each at a place that another may take: who is forgotten is asked once more.</summary>
    private readonly int[] dropped = new int[Math.Min(linksInMemory * PlacesForEach, MostPlaces)];
    private int count;

    /// <returns>The one that has been here longest, when there are too many: it has to prove now that it is used.</returns>
    public (LinkKey Key, HostedLink Link)? Add(LinkKey key, HostedLink link)
    {
        var hash = key.GetHashCode();
        if (Interlocked.CompareExchange(ref PlaceOf(hash), 0, hash) == hash)
        {
            return null;
        }

        waiting.Enqueue((key, link));
        if (Interlocked.Increment(ref count) <= most || !waiting.TryDequeue(out var oldest))
        {
            return null;
        }

        Interlocked.Decrement(ref count);
        return oldest;
    }

    /// <summary>It was not used again, and went.</summary>
    public void Dropped(LinkKey key)
    {
        var hash = key.GetHashCode();
        Volatile.Write(ref PlaceOf(hash), hash);
    }

    private ref int PlaceOf(int hash) => ref dropped[(int)((uint)hash % (uint)dropped.Length)];
}
