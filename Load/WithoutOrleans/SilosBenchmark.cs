namespace Counterpart.Load.Cluster;

/// <summary>Says what is missing.</summary>
internal sealed class SilosBenchmark : IBenchmark
{
    public string Name => "silos";

    public string Description => "What a durable edit costs through 1 to 3 silos.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        await context.SayAsync("  This build has no Orleans, and no figures of it: build it where the Microsoft.Orleans packages restore.");
        return [];
    }
}
