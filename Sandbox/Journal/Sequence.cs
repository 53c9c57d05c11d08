namespace Counterpart.Sandbox.Journal;

/// <summary>One order over the logs of both simulators. It never goes back, not even over a reset.</summary>
internal sealed class Sequence
{
    private long _last;

    public long Next() => Interlocked.Increment(ref _last);

    public void AtLeast(long seq)
    {
        if (seq > Volatile.Read(ref _last))
            Volatile.Write(ref _last, seq);
    }
}
