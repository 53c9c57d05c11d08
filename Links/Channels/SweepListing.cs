namespace Counterpart.Links;

/// <summary>
/// Which records a slow pass has listed, and so which ones have to be read by themselves before anybody says that they are gone.
/// </summary>
public sealed class SweepListing
{
    private readonly HashSet<string> listed = new(StringComparer.Ordinal);

    public int Count => listed.Count;

    public void Clear() => listed.Clear();

    /// <summary>A tombstone is listed too: that the record is gone was told.</summary>
    public void Add(IEnumerable<string> records, IEnumerable<string> deleted)
    {
        listed.UnionWith(records);
        listed.UnionWith(deleted);
    }

    /// <summary>Whether the list was whole: one that says how long it is may have shown less.</summary>
    public bool IsWhole(int? total) => total is not { } all || listed.Count >= all;

    /// <summary>A record that was known before the pass began, and that the whole list did not show.</summary>
    public bool IsMissing(string record, DateTimeOffset readAt, DateTimeOffset start) => readAt < start && !listed.Contains(record);
}
