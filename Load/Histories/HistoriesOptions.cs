namespace Counterpart.Load.Histories;

/// <param name="IsCluster">Three silos and two gateways; otherwise one process.</param>
/// <param name="Cuts">How likely an answer is cut off on its way.</param>
/// <param name="WithStaleReader">One caller reads from what it remembers: it has to be found out.</param>
internal sealed record HistoriesOptions(
    bool IsCluster, TimeSpan Duration, int Links, int Callers, TimeSpan KillEvery, double Cuts, int Seed, bool WithStaleReader, string? LogFolder);
