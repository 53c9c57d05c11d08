using System.Collections.Concurrent;

namespace Counterpart.Load.Histories;

/// <summary>A link that everybody edits and reads at once, and what they saw.</summary>
internal sealed class HotLink(int pair)
{
    private long order = 1_000_000;

    public int Pair => pair;

    public ConcurrentQueue<Operation> History { get; } = [];

    /// <summary>The journal sequences of the edits that were taken over, with the revisions.</summary>
    public ConcurrentQueue<(long Seq, long Revision, string Value)> Taken { get; } = [];

    /// <summary>What it showed before the first operation.</summary>
    public Operation? Initial { get; set; }

    /// <summary>The hub's revision of the next edit: above everything that the simulator will ever tell.</summary>
    public long NextOrder() => Interlocked.Increment(ref order);
}
