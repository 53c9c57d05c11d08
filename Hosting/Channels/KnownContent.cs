using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>
/// Content that the links have taken over already. With an overlap the same records are listed again and again; only what
/// differs is worth a look. Empty after a start: then everything is looked at once.
/// </summary>
internal sealed class KnownContent
{
    private const int Most = 200_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> hashes = new(StringComparer.Ordinal);

    public bool Has(SystemRecord record)
    {
        lock (gate)
        {
            return hashes.TryGetValue(record.Id, out var hash) && hash == HashOf(record);
        }
    }

    public void Add(SystemRecord record)
    {
        lock (gate)
        {
            if (hashes.Count >= Most)
            {
                hashes.Clear();
            }

            hashes[record.Id] = HashOf(record);
        }
    }

    public void Forget(ImmutableArray<string> ids)
    {
        lock (gate)
        {
            foreach (var id in ids)
            {
                hashes.Remove(id);
            }
        }
    }

    private static int HashOf(SystemRecord record)
    {
        var hash = new HashCode();
        hash.Add(record.Kind);
        hash.Add(record.Revision);
        hash.Add(record.Book);
        hash.Add(record.TaxId?.Hash);
        foreach (var (path, value) in record.Content.Scalars.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            hash.Add(path);
            hash.Add(value);
        }

        foreach (var (list, rows) in record.Content.Lists.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            hash.Add(list);
            foreach (var row in rows)
            {
                hash.Add(row);
            }
        }

        return hash.ToHashCode();
    }
}
