using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Counterpart.Hosting;

/// <summary>
/// Reads the instruments of one node, and of the .NET runtime, and writes them as Prometheus text (exposition format 0.0.4). Each
/// instrument has a bounded number of series: what comes beyond it goes into one that says so.
/// </summary>
public sealed class MetricsPage : IDisposable
{
    private const string Runtime = "System.Runtime";

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, MetricFamily> families = new(StringComparer.Ordinal);
    private readonly Lock writing = new();

    public MetricsPage(NodeMetrics node)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if ((ReferenceEquals(instrument.Meter.Scope, node) || instrument.Meter.Name == Runtime) && MetricFamily.IsKnown(instrument))
            {
                var made = new MetricFamily(instrument);
                if (families.TryAdd(made.Name, made))
                {
                    self.EnableMeasurementEvents(instrument, made);
                }
            }
        };
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        listener.Start();
    }

    /// <summary>Every metric that there is, whether it was measured yet or not.</summary>
    public IEnumerable<string> Names => families.Keys.Order(StringComparer.Ordinal);

    public string Write()
    {
        var text = new StringBuilder();
        lock (writing)
        {
            // What is observed is shown as it is now: a channel that is gone leaves no series behind.
            foreach (var family in families.Values)
            {
                family.ForgetObserved();
            }

            listener.RecordObservableInstruments();
            foreach (var family in families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
            {
                family.Write(text);
            }
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();
}
