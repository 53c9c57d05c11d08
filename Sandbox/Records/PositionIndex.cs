namespace Counterpart.Sandbox.Records;

/// <summary>Records in the order of their latest change. Superseded positions stay until they are the greater part.</summary>
internal sealed class PositionIndex
{
    private readonly List<(long Position, string Id)> _entries = [];

    public long Last { get; private set; }

    public void Add(long position, string id)
    {
        Last = position;
        _entries.Add((position, id));
    }

    public IEnumerable<RecordVersion> After(long position, Dictionary<string, RecordVersion> records)
    {
        if (_entries.Count > 2 * records.Count + 1000)
            _entries.RemoveAll(entry => records[entry.Id].Position != entry.Position);
        var start = _entries.BinarySearch((position + 1, ""), ByPosition);
        for (var i = start < 0 ? ~start : start; i < _entries.Count; i++)
        {
            var record = records[_entries[i].Id];
            if (record.Position == _entries[i].Position)
                yield return record;
        }
    }

    private static readonly Comparer<(long Position, string Id)> ByPosition =
        Comparer<(long Position, string Id)>.Create((a, b) => a.Position.CompareTo(b.Position));
}
