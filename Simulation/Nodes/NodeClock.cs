namespace Counterpart.Simulation;

/// <summary>A node's own clock: off by no more than half of the permitted difference, and now and then set anew.</summary>
internal sealed class NodeClock(World world)
{
    public TimeSpan Offset { get; set; }

    public DateTimeOffset Now => world.Now + Offset;
}
