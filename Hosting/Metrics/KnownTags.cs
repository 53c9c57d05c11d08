using System.Collections.Concurrent;

namespace Counterpart.Hosting;

/// <summary>Finds the series of tags that came before by the tags themselves, so that their text is made once and not for each measurement.</summary>
internal sealed class KnownTags
{
    private readonly ConcurrentDictionary<int, Entry> entries = new();

    /// <summary>Null for tags that were not added.</summary>
    public MetricSeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var entry = entries.GetValueOrDefault(HashOf(tags));
        while (entry is not null && !IsSame(entry.Tags, tags))
        {
            entry = entry.Next;
        }

        return entry?.Series;
    }

    public void Add(ReadOnlySpan<KeyValuePair<string, object?>> tags, MetricSeries series)
    {
        // Of two that add the same at a time the second stands before the first, and neither does harm.
        entries.AddOrUpdate(
            HashOf(tags),
            static (_, made) => new Entry(made.Tags, made.Series, Next: null),
            static (_, first, made) => new Entry(made.Tags, made.Series, first),
            (Tags: tags.ToArray(), Series: series));
    }

    private static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = default(HashCode);
        foreach (var tag in tags)
        {
            hash.Add(tag.Value);
        }

        return hash.ToHashCode();
    }

    private static bool IsSame(ReadOnlySpan<KeyValuePair<string, object?>> known, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (known.Length != tags.Length)
        {
            return false;
        }

        for (var place = 0; place < known.Length; place++)
        {
            if (!string.Equals(known[place].Key, tags[place].Key, StringComparison.Ordinal) || !Equals(known[place].Value, tags[place].Value))
            {
                return false;
            }
        }

        return true;
    }

    private sealed record Entry(KeyValuePair<string, object?>[] Tags, MetricSeries Series, Entry? Next);
}
