namespace Counterpart.Load;

/// <summary>One thing that was measured: the median of its rounds.</summary>
/// <param name="Unit">As <c>ms</c> or <c>edits/s</c>; empty for a ratio.</param>
/// <param name="Rounds">Every counted round, in order.</param>
/// <param name="Note">What the number does not say by itself.</param>
internal sealed record Figure(string Name, string Unit, IReadOnlyList<double> Rounds, Wanted? Wanted = null, string? Note = null)
{
    /// <summary>Null when nothing was measured.</summary>
    public double? Value => Median.Of(Rounds);

    public Verdict Verdict => (Wanted ?? new Wanted(MoreIsBetter: true, null, null)).Judge(Value);

    /// <summary>One side over the other, round by round.</summary>
    public static Figure Ratio(string name, IReadOnlyList<double> rounds, Wanted? wanted = null, string? note = null) => new($"ratio {name}", "", rounds, wanted, note);

    /// <summary>Of what can be measured only once in a run.</summary>
    public static Figure Once(string name, string unit, double value, Wanted? wanted = null, string? note = null) => new(name, unit, [value], wanted, note);
}
