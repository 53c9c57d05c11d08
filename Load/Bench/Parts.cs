using System.Globalization;
using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Load;

/// <summary>What the parts of one edit cost on one thread, each by itself.</summary>
internal sealed class Parts(TimeProvider clock, TextWriter output)
{
    private const int Rounds = 20;
    private const int Edits = 4_000;

    public async Task RunAsync()
    {
        await output.WriteLineAsync("parts of an edit, on one thread: the best of 20 rounds in turn");
        var settings = FixedSettings.Rules;
        var state = SampleLinks.State(new SampleClient(7), clock.GetUtcNow());
        var key = state.Key;
        var bytes = StateCodec.Write(state);
        var revision = 1L;
        var decision = LinkDecider.Decide(state, Next(), settings);
        var events = EventJson.Write(decision.Events);
        (string Name, Action Part)[] parts =
        [
            ("post (the caller's)", () => Next()),
            ("post and decide", () => decision = LinkDecider.Decide(decision.State, Next(), settings)),
            ("due, both sides", () => _ = (LinkDue.Of(decision.State, Side.Hub, settings), LinkDue.Of(decision.State, Side.Partner, settings))),
            ($"events as JSON ({events.Length} B)", () => EventJson.Write(decision.Events)),
            ($"state as bytes ({bytes.Length} B)", () => StateCodec.Write(decision.State)),
            ("state read", () => StateCodec.Read(key, bytes)),
        ];
        var best = new Round[parts.Length];
        for (var round = 0; round < Rounds; round++)
        {
            for (var part = 0; part < parts.Length; part++)
            {
                var measured = Measure(parts[part].Name, parts[part].Part);
                best[part] = best[part] is { } before && before.Cpu < measured.Cpu ? before : measured;
            }
        }

        foreach (var part in best)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"    {part.Name,-28} {part.Cpu.TotalMicroseconds / Edits,6:F2} us CPU {part.Allocated / Edits,6} B"));
        }

        LinkCommand.Observe Next() => Editors.Post(++revision, $"Okafor-{revision}", clock.GetUtcNow());
    }

    private Round Measure(string name, Action part)
    {
        var gauge = new Gauge(clock);
        for (var edit = 0; edit < Edits; edit++)
        {
            part();
        }

        return gauge.Read(name, Edits, batches: 0);
    }
}
