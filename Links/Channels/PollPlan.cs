namespace Counterpart.Links;

/// <summary>What a channel's cadence is planned from.</summary>
/// <param name="Least">The shortest time between two passes, while there is something to find.</param>
/// <param name="Usual">The time between two passes of a quiet channel, where calls are no object.</param>
/// <param name="Most">The longest time between two passes, however few calls are left.</param>
/// <param name="PassCalls">How many calls a pass takes at present.</param>
/// <param name="SweepRate">Calls a second of the slow pass.</param>
/// <param name="Active">Something changed, or was pushed, a short while ago.</param>
public sealed record PollNeeds(TimeSpan Least, TimeSpan Usual, TimeSpan Most, double PassCalls, double SweepRate, bool Active);

/// <summary>
/// How often to look for changes. Pushes take what they need; finding changes gets the rest, evenly over what is left of every
/// window: the last hour of a day is as fresh as the first. A quiet channel looks less often where calls are scarce, and what
/// it saves is there when the channel wakes up.
/// </summary>
public static class PollPlan
{
    private const double Used = 0.95;
    private const double ReadShare = 0.2;
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(5);

    public static TimeSpan Interval(CallBudget? budget, PollNeeds needs, DateTimeOffset now)
    {
        var wanted = needs.Active ? needs.Least : needs.Usual;
        if (budget is null)
        {
            return wanted;
        }

        var affordable = TimeSpan.FromSeconds(needs.PassCalls / ReadRate(budget, needs.SweepRate, now));
        if (affordable > wanted)
        {
            wanted = needs.Active ? affordable : affordable * 2;
        }

        return wanted < needs.Most ? wanted : needs.Most;
    }

    /// <summary>Calls a second that finding changes can make from now on without running dry in any window.</summary>
    /// <param name="steady">On the average of a short window, whatever was spent of it by now.</param>
    public static double ReadRate(CallBudget budget, double sweepRate, DateTimeOffset now, bool steady = false)
    {
        var least = double.MaxValue;
        foreach (var window in budget.Windows)
        {
            var average = steady && !window.IsLong;
            var rest = ((average ? window.Rate : Sustained(budget, window, now)) * Used) - PushRate(budget, window, now);
            // The share of pushes is left to them, even on a day without any.
            var own = (average ? window.Rate * (1 - ReadShare) : Sustained(budget, window, now, CallKind.Read)) * Used;
            least = Math.Min(least, Math.Max(Math.Min(rest, own) - sweepRate, window.Rate * ReadShare));
        }

        return least;
    }

    /// <summary>
    /// The most calls a second that can go on through the whole window: at no time may more have been made than are left now
    /// and have come back by then.
    /// </summary>
    public static double Sustained(CallBudget budget, CallWindow window, DateTimeOffset now, CallKind? kind = null)
    {
        double free = budget.Left(window, now, kind);
        var least = double.MaxValue;
        foreach (var (at, calls) in budget.Returns(window, now, readsOnly: kind == CallKind.Read))
        {
            // Within the next moment nothing is to be planned.
            var wait = (at - now).TotalSeconds;
            if (wait > window.Bucket.TotalSeconds)
            {
                least = Math.Min(least, free / wait);
            }

            free += calls;
        }

        return Math.Min(least, Math.Min(free, window.Limit) / window.Life.TotalSeconds);
    }

    /// <summary>Calls a second that pushes took lately: over the window, or as much of it as has been seen.</summary>
    public static double PushRate(CallBudget budget, CallWindow window, DateTimeOffset now)
    {
        var (_, pushes) = budget.Spent(window, now);
        return pushes == 0 ? 0 : pushes / Seen(budget, window, now).TotalSeconds;
    }

    /// <summary>Calls a second that pushes took in the last five minutes, or as much of them as has been seen.</summary>
    public static double RecentPushRate(CallBudget budget, DateTimeOffset now)
    {
        var recent = budget.Buckets.Where(bucket => bucket.Start + Recently > now).ToList();
        var seen = recent.Count == 0 ? Recently : now - recent[0].Start;
        return recent.Sum(bucket => bucket.Pushes) / Math.Max(60, seen.TotalSeconds);
    }

    private static TimeSpan Seen(CallBudget budget, CallWindow window, DateTimeOffset now)
    {
        var first = budget.Returns(window, now).Select(entry => entry.At - window.Life).DefaultIfEmpty(now).Min();
        var seen = now - first;
        // Too short a look would take one push for a storm.
        var least = window.Span < TimeSpan.FromMinutes(1) ? window.Span : TimeSpan.FromMinutes(1);
        return seen > window.Span ? window.Span : seen < least ? least : seen;
    }
}
