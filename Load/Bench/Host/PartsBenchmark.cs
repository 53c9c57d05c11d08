using System.Globalization;
using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Load;

/// <summary>What the parts of one edit cost on one thread, each by itself.</summary>
internal sealed class PartsBenchmark : IBenchmark
{
    private const int Edits = 4_000;

    public string Name => "parts";

    public string Description => "The parts of an edit by themselves, on one thread.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var clock = context.Clock;
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

        // The first third compiles.
        var rounds = context.Rounds(40);
        var measured = parts.Select(_ => new List<Round>()).ToArray();
        for (var round = -rounds / 2; round < rounds; round++)
        {
            for (var part = 0; part < parts.Length; part++)
            {
                var took = Measure(clock, parts[part].Name, parts[part].Part);
                if (round >= 0)
                {
                    measured[part].Add(took);
                }
            }
        }

        foreach (var part in measured)
        {
            await context.SayAsync(string.Create(
                CultureInfo.InvariantCulture, $"    {part[0].Name,-28} {Median.Of(part.Select(Microseconds)),6:F2} us CPU {part[0].Allocated / Edits,6} B"));
        }

        return
        [
            .. measured.SelectMany(part => (Figure[])
            [
                new Figure($"parts: {part[0].Name}", "us", [.. part.Select(Microseconds)]),
                new Figure($"parts: {part[0].Name}, allocated", "B", [.. part.Select(round => (double)(round.Allocated / Edits))]),
            ]),
        ];

        LinkCommand.Observe Next() => Editors.Post(++revision, $"Okafor-{revision}", clock.GetUtcNow());
    }

    private static double Microseconds(Round round) => round.Cpu.TotalMicroseconds / Edits;

    private static Round Measure(TimeProvider clock, string name, Action part)
    {
        var gauge = new Gauge(clock);
        for (var edit = 0; edit < Edits; edit++)
        {
            part();
        }

        return gauge.Read(name, Edits, batches: 0);
    }
}
