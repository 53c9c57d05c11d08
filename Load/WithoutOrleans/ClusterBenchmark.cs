namespace Counterpart.Load.Cluster;

/// <summary>Says what is missing.</summary>
internal sealed class ClusterBenchmark : IBenchmark
{
    public string Name => "cluster";

    public string Description => "Link grains against Orleans' own grain storage and pgbench.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        await context.SayAsync("  This build has no Orleans, and no figures of it: build it where the Microsoft.Orleans packages restore.");
        return [];
    }
}
