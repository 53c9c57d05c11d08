using System.Diagnostics.Metrics;

namespace Counterpart.Hosting;

/// <summary>The meter of one node: what is measured of it, and of no other in the same process.</summary>
public sealed class NodeMetrics : IDisposable
{
    public const string Name = "Counterpart";

    public NodeMetrics()
    {
        Meter = new Meter(new MeterOptions(Name) { Scope = this });
        Commits = new CommitInstruments(Meter);
        Links = new LinkInstruments(Meter);
        Channels = new ChannelInstruments(Meter);
        Events = new EventInstruments(Meter);
        Http = new HttpInstruments(Meter);
    }

    public Meter Meter { get; }

    public CommitInstruments Commits { get; }

    public LinkInstruments Links { get; }

    public ChannelInstruments Channels { get; }

    public EventInstruments Events { get; }

    public HttpInstruments Http { get; }

    /// <summary>A batch is durable.</summary>
    internal void Committed(List<List<Submission>> groups, TimeSpan took)
    {
        var commands = 0;
        foreach (var group in groups)
        {
            commands += group.Count;
            group.ForEach(submission => Links.Happened(submission.Events));
        }

        Commits.Committed(groups.Count, commands, took);
    }

    public void Dispose() => Meter.Dispose();
}
