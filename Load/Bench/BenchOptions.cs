namespace Counterpart.Load;

internal sealed record BenchOptions
{
    public required int Rounds { get; init; }

    public required TimeSpan Duration { get; init; }

    public required int Links { get; init; }

    public required int Callers { get; init; }

    public required int Editors { get; init; }

    /// <summary>One benchmark's name; null for all.</summary>
    public string? Only { get; init; }
}
