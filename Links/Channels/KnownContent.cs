namespace Counterpart.Links;

/// <summary>
/// Content that the links have taken over already. With an overlap the same records are listed again and again; only what
/// differs is worth a look. Empty after a start: then everything is looked at once. A record that we wrote to is looked at
/// again: set back to what was listed before our write, it would look as if nothing had happened. What is older than what was taken
/// over, by the system's own count, is never worth a look: it comes with a slow page. Not guarded against concurrent use.
/// </summary>
/// <param name="readLag">How long after a write a list may still show the record from before it.</param>
public sealed class KnownContent(TimeSpan readLag)
{
    private const int Most = 200_000;

    private readonly Dictionary<string, (ulong Hash, int Filled)> hashes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> revisions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> written = new(StringComparer.Ordinal);

    public bool Has(SystemRecord record) =>
        IsOlder(record) || (hashes.TryGetValue(record.Id, out var content) && content.Hash == ContentHash.Of(record));

    /// <param name="startedAt">When the read of it began.</param>
    public void Add(SystemRecord record, DateTimeOffset startedAt)
    {
        if (IsOlder(record))
        {
            return;
        }

        if (record.Revision is { } revision)
        {
            if (revisions.Count >= Most)
            {
                revisions.Clear();
            }

            revisions[record.Id] = revision;
        }

        if (written.TryGetValue(record.Id, out var at))
        {
            if (startedAt < at + readLag)
            {
                return;
            }

            written.Remove(record.Id);
        }

        if (hashes.Count >= Most)
        {
            hashes.Clear();
        }

        hashes[record.Id] = (ContentHash.Of(record), BlankScan.Filled(record.Content));
    }

    /// <summary>A write of ours to the record is over, or may still arrive.</summary>
    public void Wrote(string id, DateTimeOffset at)
    {
        if (written.Count >= Most)
        {
            written.Clear();
            hashes.Clear();
        }

        written[id] = at;
        hashes.Remove(id);
    }

    /// <summary>
    /// The record was read by itself. Where that showed something else than what was listed last, the next list is looked at whatever it
    /// shows: set back to what was listed, the record would look as if nothing had happened.
    /// </summary>
    public void Saw(SystemRecord record)
    {
        if (!Has(record))
        {
            hashes.Remove(record.Id);
        }
    }

    public void Forget(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            hashes.Remove(id);
            revisions.Remove(id);
        }
    }

    /// <summary>It has fewer values than it had, or what it had is not known.</summary>
    public bool MayHaveLess(SystemRecord record) =>
        !hashes.TryGetValue(record.Id, out var content) || BlankScan.Filled(record.Content) < content.Filled;

    private bool IsOlder(SystemRecord record) =>
        record.Revision is { } revision && revisions.TryGetValue(record.Id, out var taken) && revision < taken;
}
