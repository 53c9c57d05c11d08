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
        byHost.Add(host, cluster);
        return host;
    }

    // It comes behind what was asked before, and passes what waits for its commit.
    private protected override async ValueTask ArrivedAsync(ILinkHost host, LinkKey key) =>
        await byHost[host].Client.GetGrain<ILinkGrain>(LinkGrainKey.Of(key)).ReadAsync();
}
