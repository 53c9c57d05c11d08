namespace Counterpart.Simulation;

/// <summary>
/// A node's own clock: off by no more than half of the permitted difference, a little fast or slow, and now and then set anew. Where it
/// comes to the end of what is permitted it is slewed back: fast becomes slow.
/// </summary>
/// <param name="rate">Seconds gained in a second.</param>
internal sealed class NodeClock(World world, double rate)
{
    private const double Permitted = 0.49;

    private double offset;
    private DateTimeOffset setAt = Timeline.Start;

    public DateTimeOffset Now => world.Now + TimeSpan.FromMicroseconds(Math.Round(Slewed(offset + (rate * (world.Now - setAt).TotalMicroseconds))));

    /// <param name="by">As a part of the permitted difference.</param>
    public void Jump(double by) => (offset, setAt) = (by * world.Home.ClockDifference.TotalMicroseconds, world.Now);

    /// <summary>Back and forth between the two ends.</summary>
    private double Slewed(double free)
    {
        var most = Permitted * world.Home.ClockDifference.TotalMicroseconds;
        if (most == 0)
        {
            return 0;
        }

        var turn = (free + most) % (4 * most);
        turn = turn < 0 ? turn + (4 * most) : turn;
        return (turn > 2 * most ? (4 * most) - turn : turn) - most;
    }
}
