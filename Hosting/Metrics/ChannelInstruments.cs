using System.Diagnostics.Metrics;

namespace Counterpart.Hosting;

/// <summary>Channels: what they do, and how fresh they are. Their tags name the firm and the system, never a record.</summary>
public sealed class ChannelInstruments
{
    private readonly Meter meter;
    private readonly Counter<long> pushes;
    private readonly Counter<long> passes;
    private readonly Histogram<double> pushDuration;

    internal ChannelInstruments(Meter meter)
    {
        this.meter = meter;
        pushes = meter.CreateCounter<long>("counterpart.channel.pushes", null, "Pushes that ended, by outcome.");
        passes = meter.CreateCounter<long>("counterpart.channel.passes", null, "Passes over a system's changes, by outcome.");
        pushDuration = meter.CreateHistogram(
            "counterpart.channel.push.duration", "s", "How long a push took, its calls included.", null, Buckets.Seconds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30));
    }

    public void Observe(Func<IEnumerable<ChannelGauge>> channels)
    {
        Gauge("counterpart.channel.staleness", "s", "Since when a channel's last complete pass began.", channel => channel.Staleness?.TotalSeconds);
        Gauge("counterpart.channel.running", null, "1 for a channel that this node runs.", channel => channel.Running ? 1 : 0);
        Gauge("counterpart.channel.paused", null, "1 for a channel that a person paused.", channel => channel.Paused ? 1 : 0);
        Gauge("counterpart.channel.braked", null, "1 for a channel that stopped before it would blank or delete much.", channel => channel.Braked ? 1 : 0);
        Gauge("counterpart.channel.circuit.open", null, "1 for a channel whose system is down.", channel => channel.CircuitOpen ? 1 : 0);
        Gauge("counterpart.channel.budget.limit", null, "Calls that the vendor allows in the window with the smallest share left.", channel => channel.BudgetLimit);
        Gauge("counterpart.channel.budget.left", null, "Calls that are left in that window.", channel => channel.BudgetLeft);

        void Gauge(string name, string? unit, string description, Func<ChannelGauge, double?> value) => meter.CreateObservableGauge(
            name,
            () => channels().Where(channel => value(channel) is not null).Select(channel => new Measurement<double>(
                value(channel)!.Value,
                new KeyValuePair<string, object?>("firm", channel.Firm),
                new KeyValuePair<string, object?>("system", channel.System))),
            unit,
            description);
    }

    public void Pushed(string system, string outcome, TimeSpan took)
    {
        pushes.Add(1, new KeyValuePair<string, object?>("system", system), new KeyValuePair<string, object?>("outcome", outcome));
        pushDuration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("system", system));
    }

    public void Passed(string system, string outcome) =>
        passes.Add(1, new KeyValuePair<string, object?>("system", system), new KeyValuePair<string, object?>("outcome", outcome));
}

/// <summary>A channel as its gauges show it.</summary>
public sealed record ChannelGauge(string Firm, string System)
{
    public TimeSpan? Staleness { get; init; }

    public bool Running { get; init; }

    public bool Paused { get; init; }

    public bool Braked { get; init; }

    public bool CircuitOpen { get; init; }

    public int? BudgetLimit { get; init; }

    public int? BudgetLeft { get; init; }
}
