using Counterpart.Grains;
using Counterpart.Grains.Interfaces;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Tests.Hosting;
using Orleans.TestingHost;

namespace Counterpart.Tests.Orleans.Cluster;

/// <summary>The Orleans host, asked over the wire. Two hosts are two clusters that know nothing of each other: a link then has two live activations.</summary>
public sealed class ClusterHostTests : LinkHostSuite
{
    private readonly List<InProcessTestCluster> clusters = [];
    private readonly Dictionary<ILinkHost, InProcessTestCluster> byHost = [];

    public ClusterHostTests() => Options.SharedStore = true;

    public override async ValueTask DisposeAsync()
    {
        Store.LetGo();
        foreach (var cluster in clusters)
        {
            await cluster.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private protected override async ValueTask<ILinkHost> NewHostAsync()
    {
        var cluster = await TestSilos.StartAsync(1, NewEngine);
        var host = new ClusterLinkHost();
        host.Join(cluster.Client);
        clusters.Add(cluster);
        var counting = new CountingHost(host);
        byHost.Add(counting, cluster);
        return counting;
    }

    // Messages may overtake each other. When all have begun, another call is answered after the turn that the last one began in.
    private protected override async ValueTask ArrivedAsync(ILinkHost host, LinkKey key)
    {
        while (Begun < byHost.Keys.Sum(other => ((CountingHost)other).Asked))
        {
            await Task.Delay(5, Cancel);
        }

        await byHost[host].Client.GetGrain<ILinkGrain>(LinkGrainKey.Of(key)).ReadAsync();
    }

    private sealed class CountingHost(ILinkHost host) : ILinkHost
    {
        private int asked;

        public int Asked => Volatile.Read(ref asked);

        public Task<Answer> AskAsync(LinkKey key, LinkCommand command, CommandContext context, CancellationToken cancel)
        {
            Interlocked.Increment(ref asked);
            return host.AskAsync(key, command, context, cancel);
        }

        public Task ReviseDueAsync(LinkKey key, CancellationToken cancel) => host.ReviseDueAsync(key, cancel);
    }
}
