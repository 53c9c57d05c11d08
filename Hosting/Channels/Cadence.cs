using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>How often a channel looks for changes: sooner while there is something to find, within what calls are left.</summary>
internal sealed class Cadence(SystemTraits traits, ChannelSession session, TimeProvider clock)
{
    private static readonly TimeSpan ActiveFor = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private DateTimeOffset lastActivity = clock.GetUtcNow();
    private double passCalls = 1;

    /// <summary>The interval as it was planned last.</summary>
    public TimeSpan Planned { get; private set; }

    /// <summary>Something changed or was pushed.</summary>
    public void Active()
    {
        lock (gate)
        {
            lastActivity = clock.GetUtcNow();
        }
    }

    public void PassTook(int calls)
    {
        lock (gate)
        {
            passCalls += (Math.Max(1, calls) - passCalls) / 8;
        }
    }

    /// <summary>The time between two passes, planned anew.</summary>
    public TimeSpan Interval()
    {
        var now = clock.GetUtcNow();
        PollNeeds needs;
        lock (gate)
        {
            needs = new PollNeeds(traits.PollLeast ?? traits.PollEvery, traits.PollEvery, traits.PollMost, passCalls, SweepRate(), now - lastActivity < ActiveFor);
        }

        var interval = PollPlan.Interval(session.Budget, needs, now);
        session.Planned(needs, interval);
        Planned = interval;
        return interval;
    }

    private double SweepRate()
    {
        var pace = Links.Sweep.Pace(session.Sweep, traits.SweepEvery, traits.PageSize).TotalSeconds;
        return session.Sweep.Next is null || pace <= 0 ? 0 : 1 / pace;
    }
}
