namespace Counterpart.Load;

/// <summary>What the command line says; null: each benchmark's own.</summary>
internal sealed record BenchOptions
{
    public int? Rounds { get; init; }

    public double? Seconds { get; init; }

    /// <summary>In seconds.</summary>
    public double? WarmUp { get; init; }

    public int? Links { get; init; }

    public int? Firms { get; init; }

    public int? Callers { get; init; }

    public string? Part { get; init; }

    /// <summary>To see that it runs: one short round of everything.</summary>
    public bool Quick { get; init; }

    /// <summary>A folder where what several benchmarks use stays for the next run; null: it goes with this one.</summary>
    public string? Keep { get; init; }

    /// <summary>Where results are written; null: nowhere.</summary>
    public string? Out { get; init; }
}
