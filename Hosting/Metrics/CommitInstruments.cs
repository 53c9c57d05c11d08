using System.Diagnostics.Metrics;
using System.Text.Json;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Commits of the node: how many, how long, how full, and what waits for one.</summary>
public sealed class CommitInstruments
{
    private readonly Meter meter;
    private readonly Counter<long> commands;
    private readonly Counter<long> lost;
    private readonly Counter<long> refused;
    private readonly Histogram<double> duration;
    private readonly Histogram<long> size;

    internal CommitInstruments(Meter meter)
    {
        this.meter = meter;
        commands = meter.CreateCounter<long>("counterpart.commit.commands", null, "Commands whose changes were committed.");
        lost = meter.CreateCounter<long>("counterpart.commit.lost", null, "Links that left a batch, by what they lost to.");
        refused = meter.CreateCounter<long>("counterpart.commit.refused", null, "Commands that were refused because the queue was full.");
        duration = meter.CreateHistogram(
            "counterpart.commit.duration", "s", "How long a batch took to write, by its outcome.", null, Buckets.Seconds(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5));
        size = meter.CreateHistogram(
            "counterpart.commit.links", null, "Links in a batch.", null, Buckets.Counts(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000));
    }

    /// <param name="depth">Commands that wait for a commit.</param>
    /// <param name="limit">The most that may wait.</param>
    public void Observe(Func<int> depth, Func<int> limit)
    {
        meter.CreateObservableGauge("counterpart.commit.queue", depth, null, "Commands that wait for a commit.");
        meter.CreateObservableGauge("counterpart.commit.queue.limit", limit, null, "The most commands that may wait for a commit.");
    }

    public void Committed(int links, int count, TimeSpan took)
    {
        commands.Add(count);
        size.Record(links);
        duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("outcome", "committed"));
    }

    public void Failed(TimeSpan took) => duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("outcome", "failed"));

    public void Lost(CommitResult.Lost result)
    {
        foreach (var link in result.Links)
        {
            lost.Add(1, new KeyValuePair<string, object?>("reason", JsonNamingPolicy.CamelCase.ConvertName(link.Reason.ToString())));
        }
    }

    public void Refused() => refused.Add(1);
}
