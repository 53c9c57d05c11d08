namespace Counterpart.Simulation;

/// <summary>Runs one channel on one node for as long as the node lives: takes the lease, runs the channel under it, starts over.</summary>
internal sealed class ChannelRunner(World world, Node node, Vendor vendor)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    public Vendor Vendor => vendor;

    /// <summary>The channel while this node has its lease, or thinks so.</summary>
    public Channel? Channel { get; private set; }

    public IEnumerator<Wait> Run()
    {
        while (true)
        {
            yield return world.Network.Store();
            if (!world.Store.IsDown && world.Store.Acquire(vendor.Firm, vendor.Traits.Side, node.Name, Simulation.Channel.LeaseTime) is { } lease)
            {
                Channel = new Channel(world, node, vendor, lease);
                foreach (var loop in Channel.Loops())
                {
                    Flow.Start(world.Timeline, node.Life, loop);
                }

                yield return Channel.Lost;
                Channel = null;
            }

            yield return Retry;
        }
    }
}
