using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>What happens to links, and how many are in memory.</summary>
public sealed class LinkInstruments
{
    private static readonly FrozenDictionary<MergeRule, string> Rules =
        Enum.GetValues<MergeRule>().ToFrozenDictionary(rule => rule, rule => JsonNamingPolicy.CamelCase.ConvertName(rule.ToString()));

    private static readonly FrozenDictionary<HoldReason, string> Holds =
        Enum.GetValues<HoldReason>().ToFrozenDictionary(hold => hold, hold => JsonNamingPolicy.CamelCase.ConvertName(hold.ToString()));

    private readonly Meter meter;
    private readonly Counter<long> seen;
    private readonly Counter<long> decided;
    private readonly Counter<long> held;
    private readonly Counter<long> written;
    private readonly Counter<long> linked;

    internal LinkInstruments(Meter meter)
    {
        this.meter = meter;
        seen = meter.CreateCounter<long>("counterpart.link.values.seen", null, "New values that were seen, by side.");
        decided = meter.CreateCounter<long>("counterpart.link.fields.decided", null, "Fields where one side's value won over the other's, by rule.");
        held = meter.CreateCounter<long>("counterpart.link.fields.held", null, "Fields that were left different, by reason.");
        written = meter.CreateCounter<long>("counterpart.link.values.written", null, "Values that were written to the other side.");
        linked = meter.CreateCounter<long>("counterpart.link.changes", null, "Links that were made, ended, broken or restored.");
    }

    /// <param name="inMemory">Links that are held in memory.</param>
    public void Observe(Func<int> inMemory) =>
        meter.CreateObservableGauge("counterpart.link.memory", inMemory, null, "Links that are held in memory.");

    public void Happened(ImmutableArray<LinkEvent> events)
    {
        foreach (var happened in events)
        {
            switch (happened)
            {
                case LinkEvent.Seen news:
                    seen.Add(news.Values.Length, new KeyValuePair<string, object?>("side", news.Side == Side.Hub ? "hub" : "partner"));
                    break;
                case LinkEvent.Merged merged:
                    Merged(merged.Steps);
                    break;
                case LinkEvent.AttemptSettled settled:
                    written.Add(settled.Paths.Length);
                    break;
                case LinkEvent.Linked:
                    Changed("linked");
                    break;
                case LinkEvent.Unlinked:
                    Changed("unlinked");
                    break;
                case LinkEvent.Broke:
                    Changed("broken");
                    break;
                case LinkEvent.Restored:
                    Changed("restored");
                    break;
            }
        }
    }

    private void Merged(ImmutableArray<MergeStep> steps)
    {
        foreach (var step in steps)
        {
            if (step.Kind == MergeKind.Take)
            {
                decided.Add(1, new KeyValuePair<string, object?>("rule", Rules[step.Rule]));
            }
            else if (step.Kind == MergeKind.Hold)
            {
                held.Add(1, new KeyValuePair<string, object?>("reason", Holds[step.Hold]));
            }
        }
    }

    private void Changed(string what) => linked.Add(1, new KeyValuePair<string, object?>("change", what));
}
