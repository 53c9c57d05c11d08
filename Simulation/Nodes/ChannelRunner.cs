namespace Counterpart.Simulation;

/// <summary>Runs one channel on one node for as long as the node lives: takes the lease, runs the channel under it, starts over.</summary>
internal sealed class ChannelRunner(World world, Node node, Vendor vendor)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    public IEnumerator<Wait> Run()
    {
        while (true)
        {
            yield return world.Network.Store();
            if (!world.Store.IsDown && world.Store.Acquire(vendor.Firm, vendor.Traits.Side, node.Name, Channel.LeaseTime) is { } lease)
            {
                var channel = new Channel(world, node, vendor, lease);
                foreach (var loop in channel.Loops())
                {
                    Flow.Start(world.Timeline, node.Life, loop);
                }

                yield return channel.Lost;
            }

            yield return Retry;
        }
    }
}
