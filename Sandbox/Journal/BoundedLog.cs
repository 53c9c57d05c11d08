namespace Counterpart.Sandbox.Journal;

/// <summary>Entries in the order of the shared sequence. When it is full, further ones are left out and it says so.</summary>
internal sealed class BoundedLog<T>(Sequence sequence)
    where T : ILogEntry
{
    private const int Capacity = 2_000_000;
    private readonly Lock _gate = new();
    private readonly List<T> _entries = [];
    private bool _truncated;

    public T Add(Func<long, T> create)
    {
        lock (_gate)
        {
            var entry = create(sequence.Next());
            Keep(entry);
            return entry;
        }
    }

    /// <summary>Takes back an entry of an earlier run; they come in their order.</summary>
    public void Restore(T entry)
    {
        lock (_gate)
        {
            sequence.AtLeast(entry.Seq);
            Keep(entry);
        }
    }

    /// <summary>Leaves out the entries up to there.</summary>
    public void Forget(long until)
    {
        lock (_gate)
            _entries.RemoveRange(0, FirstAfter(until));
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            _truncated = false;
        }
    }

    public (IReadOnlyList<T> Entries, bool More, bool Truncated) After(long seq, int limit)
    {
        lock (_gate)
        {
            var start = FirstAfter(seq);
            var count = Math.Min(limit, _entries.Count - start);
            return (_entries.GetRange(start, count), start + count < _entries.Count, _truncated);
        }
    }

    private void Keep(T entry)
    {
        if (_entries.Count < Capacity)
            _entries.Add(entry);
        else
            _truncated = true;
    }

    private int FirstAfter(long seq)
    {
        var (low, high) = (0, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_entries[middle].Seq <= seq)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
