namespace Counterpart.Hosting;

public sealed partial class ChannelService
{
    /// <summary>What the channels' runs are measured with. Set before the start.</summary>
    public ChannelInstruments? Measured { get; set; }

    /// <summary>The channels that this node runs, as they are now.</summary>
    public IEnumerable<ChannelGauge> Gauges()
    {
        var now = clock.GetUtcNow();
        foreach (var channel in channels.Values)
        {
            if (channel.Runner is not { State: { } state, Holder: { } holder })
            {
                continue;
            }

            var status = ChannelStatuses.Of(channel.Connection, systems.Traits(channel.Connection.System), holder, state, now, now);
            var tightest = status.Budget.Windows.MinBy(window => (double)window.Left / Math.Max(window.Limit, 1));
            yield return new ChannelGauge(status.Firm, status.System)
            {
                Staleness = now - status.CompletePass,
                Running = true,
                Paused = status.Condition == ChannelCondition.Paused,
                Braked = status.Condition == ChannelCondition.Braked,
                CircuitOpen = status.Condition == ChannelCondition.CircuitOpen,
                BudgetLimit = tightest?.Limit,
                BudgetLeft = tightest?.Left,
            };
        }
    }
}
