using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>What is to be expected of a channel's calls, and what became of earlier expectations.</summary>
public static class BudgetForecast
{
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromHours(1);

    /// <summary>Calls a second to come: passes as planned, pushes as they were lately, the slow pass.</summary>
    public static double Rate(CallBudget budget, CallWindow window, PollNeeds needs, TimeSpan interval, DateTimeOffset now)
    {
        if (window.IsLong)
        {
            // What goes on now, whether or not the window bears it: that is what shows when it ends.
            return (needs.PassCalls / Math.Max(interval.TotalSeconds, 0.001)) + PollPlan.RecentPushRate(budget, now) + needs.SweepRate;
        }

        // Where calls are scarce the time between two passes goes up and down with what was spent just now: its average is what counts.
        var polls = needs.Active && interval > needs.Least && interval < needs.Most && !budget.Windows.Any(other => other.IsLong)
            ? Math.Min(PollPlan.ReadRate(budget, needs.SweepRate, now, steady: true), needs.PassCalls / needs.Least.TotalSeconds)
            : needs.PassCalls / Math.Max(interval.TotalSeconds, 0.001);
        return Math.Min(polls + PollPlan.PushRate(budget, window, now) + needs.SweepRate, window.Rate);
    }

    /// <summary>When the window runs dry at a rate; null: not within its own length.</summary>
    public static DateTimeOffset? EndsAt(CallBudget budget, CallWindow window, double rate, DateTimeOffset now)
    {
        if (rate <= 0)
        {
            return null;
        }

        double free = budget.Left(window, now);
        foreach (var (at, calls) in budget.Returns(window, now))
        {
            if (free < rate * (at - now).TotalSeconds)
            {
                return now + TimeSpan.FromSeconds(free / rate);
            }

            free += calls;
        }

        var dry = TimeSpan.FromSeconds(Math.Min(free / rate, TimeSpan.FromDays(366).TotalSeconds));
        return dry < window.Span ? now + dry : null;
    }

    /// <summary>
    /// The forecasts after a look at the clock: a period that is over gets what came, and the next one begins with what is
    /// expected of it. A long window is told by the hour.
    /// </summary>
    /// <param name="forecasts">Of each window the last period that is over, and the one under way.</param>
    public static ImmutableArray<CallForecast> Roll(
        ImmutableArray<CallForecast> forecasts, CallBudget budget, Func<CallWindow, double> rate, DateTimeOffset now)
    {
        var rolled = ImmutableArray.CreateBuilder<CallForecast>();
        foreach (var window in budget.Windows)
        {
            var period = window.Span < LongestPeriod ? window.Span : LongestPeriod;
            var last = forecasts.LastOrDefault(forecast => forecast.Span == window.Span && forecast.Came is not null);
            var present = forecasts.LastOrDefault(forecast => forecast.Span == window.Span && forecast.Came is null);
            if (present is not null && present.To <= now)
            {
                // Looked at too late, what came is not what was made by its end.
                last = now - present.To < period / 20 ? present with { Came = (int)(budget.Made - present.MadeBefore) } : last;
                present = null;
            }

            present ??= new CallForecast(window.Span, now, now + period, (int)Math.Round(rate(window) * period.TotalSeconds), budget.Made, null);
            if (last is not null)
            {
                rolled.Add(last);
            }

            rolled.Add(present);
        }

        return rolled.ToImmutable();
    }

    public static BudgetView View(
        CallBudget? budget, ImmutableArray<CallForecast> forecasts, PollNeeds needs, TimeSpan interval, DateTimeOffset now)
    {
        if (budget is null)
        {
            return new BudgetView(interval, []);
        }

        return new BudgetView(interval, [.. budget.Windows.Select(window =>
        {
            var (calls, pushes) = budget.Spent(window, now);
            var left = budget.Left(window, now);
            var rate = Rate(budget, window, needs, interval, now);
            return new WindowView(
                window.Limit,
                window.Span,
                calls,
                pushes,
                left,
                Math.Round(rate, 4),
                EndsAt(budget, window, rate, now),
                left > 0 ? null : budget.FreeAt(now, 1),
                forecasts.LastOrDefault(forecast => forecast.Span == window.Span && forecast.Came is null),
                forecasts.LastOrDefault(forecast => forecast.Span == window.Span && forecast.Came is not null));
        })]);
    }
}
