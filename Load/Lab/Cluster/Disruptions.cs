using System.Globalization;
using Counterpart.Load.Freshness;

namespace Counterpart.Load.Lab.Cluster;

/// <summary>Everything that was done to a cluster, and how long its links were silent after it.</summary>
internal sealed class Disruptions(LinkProbes probes)
{
    // A question that was on its way when it happened.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(10);

    private readonly List<(Disruption Kind, DateTimeOffset At, DateTimeOffset End)> all = [];

    /// <param name="end">When all was well again.</param>
    public void Add(Disruption kind, DateTimeOffset at, DateTimeOffset end) => all.Add((kind, at, end));

    /// <summary>From each such disruption to the last silence of every link that was silent because of it.</summary>
    public IReadOnlyList<TimeSpan> UntilAnswered(Disruption kind) =>
        [.. all.Where(entry => entry.Kind == kind).SelectMany(entry => UntilAnswered(entry.At, entry.End)).Order()];

    public IReadOnlyList<TimeSpan> UntilAnswered(DateTimeOffset at, DateTimeOffset end) =>
    [
        .. probes.Outages
            .Where(outage => outage.Until > at && outage.Until <= end && outage.From > at - OnItsWay)
            .GroupBy(outage => outage.Probe, (_, outages) => outages.Max(outage => outage.Until) - at)
            .Order(),
    ];

    public void Print(TextWriter output, string silos)
    {
        foreach (var kind in Enum.GetValues<Disruption>())
        {
            var times = all.Count(entry => entry.Kind == kind);
            if (times > 0)
            {
                var until = UntilAnswered(kind);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{silos}, {Name(kind)} {times} times: {until.Count} of {probes.Count * times} links did not answer for a while; until they did {until.Line(1, "s")}"));
            }
        }
    }

    public static string Name(Disruption kind) => kind switch
    {
        Disruption.Death => "killed and away",
        Disruption.Return => "started again after that",
        Disruption.Crash => "killed and back at once",
        Disruption.Restart => "stopped and started",
        _ => "PostgreSQL killed and started",
    };
}
