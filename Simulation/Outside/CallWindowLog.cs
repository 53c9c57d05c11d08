using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>The calls of a vendor's sliding window, as the vendor itself counts them.</summary>
internal sealed class CallWindowLog(CallWindow window)
{
    private readonly Queue<DateTimeOffset> calls = new();

    public int Most { get; private set; }

    /// <summary>Counts a call; false when it is one too many.</summary>
    public bool Arrive(DateTimeOffset at)
    {
        while (calls.TryPeek(out var first) && first + window.Span <= at)
        {
            calls.Dequeue();
        }

        calls.Enqueue(at);
        Most = Math.Max(Most, calls.Count);
        return calls.Count <= window.Limit;
    }
}
