namespace Counterpart.Simulation;

/// <summary>What became of one seed.</summary>
internal sealed record SeedResult(ulong Seed, long Edits, long Faults, ulong Digest)
{
    /// <summary>The law that did not hold; null: all did.</summary>
    public int? Law { get; init; }

    public string? Violation { get; init; }

    public required CoverageMap Coverage { get; init; }

    public long Commits { get; init; }

    public long Unseen { get; init; }

    public long Conflicts { get; init; }

    public long Brakes { get; init; }

    public TimeSpan Lived { get; init; }

    public long Steps { get; init; }

    public IReadOnlyList<string> Trace { get; init; } = [];
}
