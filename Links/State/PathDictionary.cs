using System.Collections;

namespace Counterpart.Links;

/// <summary>
/// Values by path, in ordinal order of the paths. Immutable: a link has a few dozen paths, and every command walks all of
/// them, so a sorted array beats a balanced tree.
/// </summary>
public sealed class PathDictionary<TValue> : IReadOnlyDictionary<string, TValue>
{
    public static readonly PathDictionary<TValue> Empty = new([]);

    private const int MostRoom = 256;

    private readonly KeyValuePair<string, TValue>[] entries;

    private PathDictionary(KeyValuePair<string, TValue>[] entries) => this.entries = entries;

    public int Count => entries.Length;

    public IEnumerable<string> Keys => entries.Select(entry => entry.Key);

    public IEnumerable<TValue> Values => entries.Select(entry => entry.Value);

    public TValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => Find(entries, key) >= 0;

    public bool TryGetValue(string key, out TValue value)
    {
        var place = Find(entries, key);
        value = place >= 0 ? entries[place].Value : default!;
        return place >= 0;
    }

    /// <param name="place">In order of the paths, from 0.</param>
    internal KeyValuePair<string, TValue> At(int place) => entries[place];

    public PathDictionary<TValue> SetItem(string key, TValue value)
    {
        var builder = ToBuilder();
        builder[key] = value;
        return builder.ToImmutable();
    }

    public Builder ToBuilder() => new(this);

    /// <summary>A builder with room for so many at once; not for more than a link ever has, for the number may be anything.</summary>
    internal static Builder ForAbout(int count) => new(Math.Min(count, MostRoom));

    public Enumerator GetEnumerator() => new(entries);

    IEnumerator<KeyValuePair<string, TValue>> IEnumerable<KeyValuePair<string, TValue>>.GetEnumerator() =>
        entries.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => entries.GetEnumerator();

    private static int Find(ReadOnlySpan<KeyValuePair<string, TValue>> entries, string key)
    {
        var (low, high) = (0, entries.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(entries[middle].Key, key);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    public struct Enumerator(KeyValuePair<string, TValue>[] entries)
    {
        private int place = -1;

        public readonly KeyValuePair<string, TValue> Current => entries[place];

        public bool MoveNext() => ++place < entries.Length;
    }

    /// <summary>Collects changes; the map that it started from stays as it is.</summary>
    public sealed class Builder
    {
        private PathDictionary<TValue>? unchanged;
        private KeyValuePair<string, TValue>[] entries;
        private int count;

        internal Builder(PathDictionary<TValue> start) => (unchanged, entries, count) = (start, start.entries, start.entries.Length);

        internal Builder(int room) => (unchanged, entries) = (room == 0 ? Empty : null, room == 0 ? Empty.entries : new KeyValuePair<string, TValue>[room]);

        public TValue this[string key]
        {
            get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);
            set
            {
                var place = Find(entries.AsSpan(0, count), key);
                if (place >= 0)
                {
                    Own(count)[place] = KeyValuePair.Create(key, value);
                    return;
                }

                var own = Own(count + 1);
                Array.Copy(own, ~place, own, ~place + 1, count - ~place);
                own[~place] = KeyValuePair.Create(key, value);
                count++;
            }
        }

        public bool TryGetValue(string key, out TValue value)
        {
            var place = Find(entries.AsSpan(0, count), key);
            value = place >= 0 ? entries[place].Value : default!;
            return place >= 0;
        }

        public bool Remove(string key)
        {
            var place = Find(entries.AsSpan(0, count), key);
            if (place < 0)
            {
                return false;
            }

            var own = Own(count);
            count--;
            Array.Copy(own, place + 1, own, place, count - place);
            return true;
        }

        public PathDictionary<TValue> ToImmutable() => unchanged ??= new PathDictionary<TValue>(count == entries.Length ? entries : entries[..count]);

        private KeyValuePair<string, TValue>[] Own(int capacity)
        {
            if (unchanged is not null || capacity > entries.Length)
            {
                // Room to grow only where something is added.
                var own = new KeyValuePair<string, TValue>[capacity == count ? count : Math.Max(capacity, count + 8)];
                entries.AsSpan(0, count).CopyTo(own);
                entries = own;
                unchanged = null;
            }

            return entries;
        }
    }
}
