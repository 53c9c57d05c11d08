using Counterpart.Grains;
using Counterpart.Hosting;

namespace Counterpart.Silo;

/// <summary>Goes to work when the node is part of the cluster, and stops before it leaves: the channels first, then the grains, then the committer.</summary>
internal sealed class ClusterWork(Node node, ClusterLinkHost links, IGrainFactory grains) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        links.Join(grains);
        await node.StartChannelsAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => node.StopChannelsAsync();
}
