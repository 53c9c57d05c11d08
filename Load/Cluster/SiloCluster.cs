using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Load.Cluster;

/// <summary>Silos of one cluster in this process. Every edit asks the next silo, wherever the link's grain is.</summary>
internal sealed class SiloCluster : ILinkHost, IAsyncDisposable
{
    private static readonly TimeSpan RunUp = TimeSpan.FromSeconds(0.5);

    private readonly List<BenchSilo> silos = [];
    private readonly LinkKey[] links;
    private readonly TimeProvider clock;
    private int next;

    private SiloCluster(LinkKey[] links, TimeProvider clock) => (this.links, this.clock) = (links, clock);

    public static async Task<SiloCluster> StartAsync(IStore store, string database, int silos, LinkKey[] links, TimeProvider clock, CancellationToken cancel)
    {
        var cluster = new SiloCluster(links, clock);
        for (var silo = 0; silo < silos; silo++)
        {
            cluster.silos.Add(await BenchSilo.StartAsync(store, database, dashboard: false, clock, cancel, $"bench-of-{silos}"));
        }

        return cluster;
    }

    public Task<Answer> AskAsync(LinkKey key, LinkCommand command, CommandContext context, CancellationToken cancel) =>
        Next().AskAsync(key, command, context, cancel);

    public Task ReviseDueAsync(LinkKey key, CancellationToken cancel) => Next().ReviseDueAsync(key, cancel);

    /// <summary>Edits for so long; and what the server had spent before and after it.</summary>
    public async Task<(Round Round, ServerSpend Before, ServerSpend After)> EditAsync(
        string name, int callers, TimeSpan duration, Func<Task<ServerSpend>> spent, CancellationToken cancel)
    {
        var editors = new Editors(this, links, callers, clock, clock.GetUtcNow().ToUnixTimeMilliseconds());
        await editors.EditAsync(RunUp, cancel);
        GC.Collect();
        var before = await spent();
        var gauge = new Gauge(clock);
        var round = gauge.Read(name, await editors.EditAsync(duration, cancel), batches: 0);
        return (round, before, await spent());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }
    }

    private ILinkHost Next() => silos[(int)((uint)Interlocked.Increment(ref next) % (uint)silos.Count)].Links;
}
