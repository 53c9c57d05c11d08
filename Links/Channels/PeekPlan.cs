namespace Counterpart.Links;

/// <summary>
/// How many of the newest records a peek asks for: what the last one found, twice over, and never fewer than a few. A list
/// that is asked for more than it has news is read, sent and parsed for nothing, many times a second.
/// </summary>
/// <param name="Most">The most records a peek asks for.</param>
public sealed record PeekPlan(int Most)
{
    private const int Least = 10;

    /// <summary>How many records the next peek asks for.</summary>
    public int Count { get; init; } = Most;

    /// <param name="depth">How far down the list the last record that was new stood, from 1; 0: none was.</param>
    public PeekPlan After(int depth) => this with
    {
        // A page that was new to its end has more behind it.
        Count = depth >= Count ? Most : Math.Min(Most, Least + (depth * 2)),
    };
}
