using System.Diagnostics.Metrics;

namespace Counterpart.Hosting;

/// <summary>Requests by the template of their route: never by their path, which names clients.</summary>
public sealed class HttpInstruments
{
    /// <summary>As tags, which are objects.</summary>
    private static readonly object[] Statuses = [.. Enumerable.Range(0, 600).Select(status => (object)status)];

    private readonly Histogram<double> duration;
    private readonly UpDownCounter<long> active;
    private readonly Counter<long> limited;

    internal HttpInstruments(Meter meter)
    {
        duration = meter.CreateHistogram(
            "counterpart.http.duration",
            "s",
            "How long requests took, by route and status. Streams count when they end.",
            null,
            Buckets.Seconds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10));
        active = meter.CreateUpDownCounter<long>("counterpart.http.active", null, "Requests that are worked on, streams included.");
        limited = meter.CreateCounter<long>("counterpart.http.limited", null, "Requests that were refused by a limit.");
    }

    public void Began() => active.Add(1);

    public void Ended(string method, string route, int status, TimeSpan took)
    {
        active.Add(-1);
        duration.Record(
            took.TotalSeconds,
            new KeyValuePair<string, object?>("method", method),
            new KeyValuePair<string, object?>("route", route),
            new KeyValuePair<string, object?>("status", (uint)status < (uint)Statuses.Length ? Statuses[status] : status));
    }

    /// <param name="limit"><c>key address admission listeners</c></param>
    public void Limited(string limit) => limited.Add(1, new KeyValuePair<string, object?>("limit", limit));
}
