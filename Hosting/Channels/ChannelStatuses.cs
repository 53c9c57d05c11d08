using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>Tells a channel's status from what it saved, or would save now.</summary>
internal static class ChannelStatuses
{
    /// <summary>Passes that end later than so many intervals after the one before are late.</summary>
    private const int LateAfter = 3;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static ChannelStatus Of(
        ConnectionRow connection, SystemTraits traits, string? holder, ChannelState state, DateTimeOffset asOf, DateTimeOffset now)
    {
        var health = state.Health;
        var retryAt = health.PausedUntil > now ? health.PausedUntil : health.Circuit.OpenUntil;
        return new ChannelStatus
        {
            Firm = connection.Firm,
            System = connection.System,
            Condition = Condition(connection, holder, state, now),
            Holder = holder,
            CompletePass = state.Capture.CompletePass,
            CompleteSweep = state.Sweep.Complete,
            LastCall = health.LastCall,
            StaleSince = StaleSince(state, traits, now),
            LastFailure = health.LastFailure,
            FailingSince = health.FailingSince,
            RetryAt = retryAt,
            Brake = state.Brake,
            Budget = Budget(traits, state, asOf),
            AsOf = asOf,
        };
    }

    private static ChannelCondition Condition(ConnectionRow connection, string? holder, ChannelState state, DateTimeOffset now) =>
        connection.Paused ? ChannelCondition.Paused
        : holder is null ? ChannelCondition.Stopped
        : state.Brake is not null ? ChannelCondition.Braked
        : state.Health.Circuit.IsOpen ? ChannelCondition.CircuitOpen
        : state.Health.PausedUntil > now ? ChannelCondition.Limited
        : state.Capture.CompletePass is null ? ChannelCondition.FirstPass
        : ChannelCondition.Running;

    private static DateTimeOffset? StaleSince(ChannelState state, SystemTraits traits, DateTimeOffset now)
    {
        if (state.Capture.CompletePass is not { } complete)
        {
            return null;
        }

        var interval = state.Health.PollEvery > traits.PollEvery ? state.Health.PollEvery : traits.PollEvery;
        return complete + (interval * LateAfter) + Grace < now ? complete : null;
    }

    private static BudgetView Budget(SystemTraits traits, ChannelState state, DateTimeOffset at)
    {
        if (traits.Windows.IsEmpty)
        {
            return new BudgetView(state.Health.PollEvery, []);
        }

        // Before the first plan only what was spent is known.
        var needs = state.Health.Needs ?? new PollNeeds(traits.PollEvery, traits.PollEvery, traits.PollMost, PassCalls: 0, SweepRate: 0, Active: false);
        var budget = new CallBudget(traits.Windows)
        {
            Buckets = state.Spent,
            LongBuckets = state.SpentLong,
            Told = state.Told,
            Made = state.Made,
        };
        return BudgetForecast.View(budget, state.Forecasts, needs, state.Health.PollEvery, at);
    }
}
