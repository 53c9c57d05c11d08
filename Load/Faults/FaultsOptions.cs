namespace Counterpart.Load.Faults;

/// <param name="IsCluster">Silos and a gateway; otherwise one process.</param>
/// <param name="OnPostgres">The store is a PostgreSQL server of our own; always so in a cluster.</param>
/// <param name="Rate">Edits per second on each side.</param>
/// <param name="Only">Names of faults; empty: all.</param>
internal sealed record FaultsOptions(
    bool IsCluster, bool OnPostgres, int Kills, int Links, int Rate, int Seed, IReadOnlyList<string> Only, string? LogFolder);
