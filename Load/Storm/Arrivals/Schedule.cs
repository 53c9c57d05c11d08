namespace Counterpart.Load.Storm;

/// <summary>
/// When things arrive: at random, so many in a second on average, and whatever becomes of those before. Who asks late gets all that came
/// due meanwhile, each with its own time.
/// </summary>
internal sealed class Schedule(int seed)
{
    private readonly Random random = new(seed);
    private TimeSpan next;

    /// <summary>The arrivals that came due until now, all times counted from one beginning.</summary>
    public IEnumerable<TimeSpan> Due(TimeSpan now, double perSecond)
    {
        if (perSecond <= 0)
        {
            next = now;
            yield break;
        }

        while (next <= now)
        {
            yield return next;
            next += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / perSecond);
        }
    }

    /// <summary>Leaves out what came due until then.</summary>
    public void SkipTo(TimeSpan time) => next = time > next ? time : next;
}
