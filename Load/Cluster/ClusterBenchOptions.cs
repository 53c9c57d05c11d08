namespace Counterpart.Load.Cluster;

internal sealed record ClusterBenchOptions
{
    public required int Rounds { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>How long each part goes on before the rounds, uncounted: the runtime goes on compiling for tens of seconds.</summary>
    public required TimeSpan WarmUp { get; init; }

    public required int Links { get; init; }

    /// <summary>The links are spread over so many: commits of one firm are one after the other.</summary>
    public required int Firms { get; init; }

    public required int Callers { get; init; }

    /// <summary>One of <see cref="PartNames"/>; null for all.</summary>
    public string? Only { get; init; }
}
