using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Counterpart.Hosting;

/// <summary>One instrument's series.</summary>
internal sealed class MetricFamily
{
    /// <summary>More tag values than this are a mistake, or somebody's attack.</summary>
    private const int MostSeries = 10_000;
    private const string Overflow = "overflow=\"true\"";

    private readonly ConcurrentDictionary<string, MetricSeries> series = new(StringComparer.Ordinal);
    private readonly KnownTags known = new();
    private readonly string help;
    private readonly string type;
    private readonly bool adds;
    private readonly bool observed;
    private readonly double[]? bounds;

    public MetricFamily(Instrument instrument)
    {
        var kind = Kind(instrument);
        Name = PrometheusName.Of(instrument.Name, instrument.Unit, kind is "Counter" or "ObservableCounter");
        help = instrument.Description ?? string.Empty;
        observed = instrument.IsObservable;
        adds = !observed && kind is "Counter" or "UpDownCounter";
        type = kind switch
        {
            "Histogram" => "histogram",
            "Counter" or "ObservableCounter" => "counter",
            _ => "gauge",
        };
        bounds = kind == "Histogram" ? Bounds(instrument) : null;
    }

    public string Name { get; }

    public static bool IsKnown(Instrument instrument) =>
        Kind(instrument) is "Counter" or "UpDownCounter" or "Gauge" or "Histogram" or "ObservableCounter" or "ObservableUpDownCounter" or "ObservableGauge";

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        (known.Find(tags) ?? Series(tags)).Record(value, adds);
    }

    private MetricSeries Series(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        if (!series.TryGetValue(labels, out var one))
        {
            labels = series.Count < MostSeries ? labels : Overflow;
            one = series.GetOrAdd(labels, static (_, made) => new MetricSeries(made.bounds), this);
        }

        // What is observed is forgotten with each page, and there is no end of tags beyond the bound.
        if (!observed && !ReferenceEquals(labels, Overflow))
        {
            known.Add(tags, one);
        }

        return one;
    }

    public void ForgetObserved()
    {
        if (observed)
        {
            series.Clear();
        }
    }

    public void Write(StringBuilder text)
    {
        if (series.IsEmpty)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\n");
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {Name} {type}\n");
        foreach (var (labels, one) in series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            one.Write(text, Name, labels);
        }
    }

    private static string Kind(Instrument instrument)
    {
        var name = instrument.GetType().Name;
        var generic = name.IndexOf('`', StringComparison.Ordinal);
        return generic < 0 ? name : name[..generic];
    }

    private static double[] Bounds(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } some } => [.. some],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } some } => [.. some.Select(bound => (double)bound)],
        _ => [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return string.Empty;
        }

        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            text.Append(text.Length > 0 ? "," : string.Empty)
                .Append(PrometheusName.Label(name))
                .Append("=\"")
                .Append(PrometheusName.Value(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty))
                .Append('"');
        }

        return text.ToString();
    }
}
