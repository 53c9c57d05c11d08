namespace Counterpart.Load.Storm;

/// <summary>Starts what arrives at its time, and never waits for what it started.</summary>
/// <param name="stoodStill">Told when this process had no turn for seconds, and for how long.</param>
internal sealed class OpenLoop(TimeProvider clock, int mostAtOnce, Action<TimeSpan>? stoodStill = null)
{
    /// <summary>Longer without a turn, and it was this process that stood still: what came due is left out, and told.</summary>
    private static readonly TimeSpan StoodStill = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(1);
    private int underWay;
    private long leftOut;
    private long stillTicks;

    public int UnderWay => Volatile.Read(ref underWay);

    /// <summary>Arrivals that were not started, because too many were under way.</summary>
    public long LeftOut => Interlocked.Read(ref leftOut);

    public TimeSpan Still => TimeSpan.FromTicks(Interlocked.Read(ref stillTicks));

    /// <param name="perSecond">Asked again and again.</param>
    /// <param name="start">Gets how late it is.</param>
    public async Task RunAsync(Schedule schedule, Func<double> perSecond, Func<TimeSpan, Task> start, CancellationToken stop)
    {
        var begin = clock.GetTimestamp();
        var last = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            var now = clock.GetElapsedTime(begin);
            if (now - last > StoodStill)
            {
                schedule.SkipTo(now);
                Interlocked.Add(ref stillTicks, (now - last).Ticks);
                stoodStill?.Invoke(now - last);
            }

            last = now;
            foreach (var due in schedule.Due(now, perSecond()))
            {
                if (Volatile.Read(ref underWay) >= mostAtOnce)
                {
                    Interlocked.Increment(ref leftOut);
                    continue;
                }

                _ = WatchAsync(start, clock.GetElapsedTime(begin) - due);
            }

            await Task.Delay(Turn, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Returns when nothing is under way.</summary>
    public async Task EndAsync(CancellationToken cancel)
    {
        while (UnderWay > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, cancel);
        }
    }

    private async Task WatchAsync(Func<TimeSpan, Task> start, TimeSpan late)
    {
        Interlocked.Increment(ref underWay);
        try
        {
            await Task.Yield();
            await start(late);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }
}
