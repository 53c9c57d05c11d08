namespace Counterpart.Load;

/// <summary>What one benchmark measured, and under which circumstances.</summary>
/// <param name="Revision">The commit that it was built of; null where that is not known.</param>
/// <param name="Options">Rounds, seconds and sizes, as they were.</param>
/// <param name="Stolen">The share of the processors' time that a virtual machine wanted and did not get meanwhile; null where nobody tells.</param>
internal sealed record BenchResult(
    string Benchmark,
    string Description,
    DateTimeOffset At,
    double Seconds,
    string? Revision,
    MachineDescription Machine,
    MachineLoad Before,
    MachineLoad After,
    double? Stolen,
    IReadOnlyDictionary<string, double> Options,
    IReadOnlyList<Figure> Figures);
