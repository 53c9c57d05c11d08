using System.Collections.Concurrent;

namespace Counterpart.Hosting;

/// <summary>Links that a person looks at, for a short while: what is owed to them comes first.</summary>
internal sealed class HotLinks
{
    private const int Most = 10_000;
    private static readonly TimeSpan For = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> until = new(StringComparer.Ordinal);

    public void Add(string link, DateTimeOffset now)
    {
        if (until.Count >= Most)
        {
            foreach (var (old, end) in until)
            {
                if (end <= now)
                {
                    until.TryRemove(old, out _);
                }
            }
        }

        if (until.Count < Most)
        {
            until[link] = now + For;
        }
    }

    public bool Has(string link, DateTimeOffset now) => until.TryGetValue(link, out var end) && end > now;
}
