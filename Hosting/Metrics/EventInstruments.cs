using System.Diagnostics.Metrics;

namespace Counterpart.Hosting;

/// <summary>Live events: who listens, and what is told.</summary>
public sealed class EventInstruments
{
    private readonly Meter meter;
    private readonly Counter<long> told;
    private readonly Counter<long> resets;
    private readonly Counter<long> refused;

    internal EventInstruments(Meter meter)
    {
        this.meter = meter;
        told = meter.CreateCounter<long>("counterpart.events.told", null, "Events that were told, over all listeners.");
        resets = meter.CreateCounter<long>("counterpart.events.resets", null, "Listeners that could not go on where they were, by reason.");
        refused = meter.CreateCounter<long>("counterpart.events.refused", null, "Listeners that were refused because too many listened.");
    }

    public void Observe(Func<int> listeners) =>
        meter.CreateObservableGauge("counterpart.events.listeners", listeners, null, "Listeners of live events.");

    public void Told(int events) => told.Add(events);

    public void Reset(string reason) => resets.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Refused() => refused.Add(1);
}
