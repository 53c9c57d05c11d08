using Counterpart.Load.Lab;

namespace Counterpart.Load.Cluster;

/// <summary>Link grains against Orleans' own grain storage and pgbench, on a PostgreSQL of their own.</summary>
internal sealed class ClusterBenchmark : IBenchmark
{
    public string Name => "cluster";

    public string Description => "Durable edits a second of link grains, over Orleans' own grain storage and over pgbench; and a call of a link grain over an empty one.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        if (PrivatePostgres.FindBinaries() is not { } binaries)
        {
            await context.SayAsync("  PostgreSQL is not installed: no figures of it.");
            return [];
        }

        if (context.Part is { } part && !PartNames.All.Contains(part, StringComparer.Ordinal))
        {
            throw new InvalidOperationException($"{part} is no part of {Name}: there are {string.Join(", ", PartNames.All)}.");
        }

        var options = new ClusterBenchOptions
        {
            Rounds = context.Rounds(3),
            Duration = context.Duration(3),
            WarmUp = context.WarmUp(15),
            Links = context.Links(1_000, quick: 200),
            Firms = context.Firms(10),
            Callers = context.Callers(200),
            Only = context.Part,
        };

        // As it is delivered: every commit is synced.
        await using var server = await PrivatePostgres.StartAsync(binaries, ["shared_buffers=512MB", "max_wal_size=4GB"], cancel);
        var rounds = new ClusterRounds(options, binaries, server, context);
        await rounds.RunAsync(cancel);
        return Figures(rounds.Measured);
    }

    private static IReadOnlyList<Figure> Figures(RoundValues measured)
    {
        (string Name, string Upper, string Lower, Wanted? Wanted)[] ratios =
        [
            ("stock", PartNames.Edits, PartNames.Stock, Wanted.AtLeast(8, goal: 12)),
            ("stock-tuned", PartNames.Edits, PartNames.StockTuned, Wanted.AtLeast(4, goal: 7)),
            ("pgbench", PartNames.Edits, PartNames.Pgbench, Wanted.AtLeast(1.5, goal: 3)),
            ("grain-call", PartNames.Reads, PartNames.EmptyCalls, Wanted.AtLeast(0.5)),
            ("dashboard-edits", PartNames.EditsWithDashboard, PartNames.Edits, null),
            ("dashboard-calls", PartNames.EmptyCallsWithDashboard, PartNames.EmptyCalls, null),
        ];
        return
        [
            .. ratios.Where(ratio => measured.Of(ratio.Upper).Count > 0 && measured.Of(ratio.Lower).Count > 0)
                .Select(ratio => Figure.Ratio(ratio.Name, measured.Ratio(ratio.Upper, ratio.Lower), ratio.Wanted)),
            .. measured.Parts.Select(part => new Figure($"cluster: {part}", "/s", measured.Of(part))),
        ];
    }
}
