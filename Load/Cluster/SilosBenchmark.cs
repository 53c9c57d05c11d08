using Counterpart.Links;
using Counterpart.Load.Lab;
using Counterpart.Load.Scale;
using Counterpart.Storage;
using Npgsql;

namespace Counterpart.Load.Cluster;

/// <summary>
/// What an edit costs through one silo, two and three on one PostgreSQL: all in this process and on the same cores, so that nothing gets
/// faster by more of them, and what is measured is what they cost each other.
/// </summary>
internal sealed class SilosBenchmark : IBenchmark
{
    private const string Log = "PostgreSQL's log";
    private const string Together = "edits a commit";
    private const string Server = "PostgreSQL's processor time";

    public string Name => "silos";

    public string Description => "What a durable edit costs in processor time and seconds through 1 to 3 silos on the same cores.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        if (PrivatePostgres.FindBinaries() is not { } binaries)
        {
            await context.SayAsync("  PostgreSQL is not installed: no figures of it.");
            return [];
        }

        int[] sizes = [1, 2, 3];
        var (links, firms, callers) = (context.Links(1_000, quick: 100), context.Firms(10), context.Callers(200));
        var (warmUp, duration) = (context.WarmUp(10), context.Duration(2));
        await using var server = await PrivatePostgres.StartAsync(binaries, ["shared_buffers=512MB", "max_wal_size=4GB"], cancel);
        await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = server.ConnectionString });
        await store.OpenAsync(cancel);
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        var empty = await SizeAsync(database, cancel);
        await SampleLinks.FillAsync(store, links * sizes.Length, firms, context.Clock, cancel);
        var disk = (await SizeAsync(database, cancel) - empty) / (links * sizes.Length);
        var clusters = new Dictionary<int, SiloCluster>();
        try
        {
            foreach (var size in sizes)
            {
                // Each cluster has links of its own: one link in two of them would be refused by its revision.
                LinkKey[] own = [.. Enumerable.Range((size - 1) * links, links).Select(number => SampleLinks.Key(new SampleClient(number, firms)))];
                clusters.Add(size, await SiloCluster.StartAsync(store, server.ConnectionString, size, own, context.Clock, cancel));
            }

            var onServer = new RoundValues();
            return
            [
                .. await SlopeRounds.RunAsync(context, Name, "silos", sizes, context.Rounds(5), SlopeRounds.Flat, EditAsync),
                .. ServerFigures(onServer),
                Figure.Once("silos: disk of a link in PostgreSQL", "B", disk, note: "its row, its claim and the three records of its beginning"),
            ];

            async Task<Round> EditAsync(int size, int round)
            {
                // Each silo brings callers of its own, or its commits would be smaller for each one more.
                var edited = await clusters[size].EditAsync(
                    Name, callers * size, round == 0 ? warmUp : duration, () => ServerSpend.ReadAsync(database, server.ProcessId, cancel), cancel);
                var (before, after) = (edited.Before, edited.After);
                if (round > 0 && size == 1)
                {
                    onServer.Add(Log, (after.Log - before.Log) / edited.Round.Edits);
                    onServer.Add(Together, edited.Round.Edits / (double)Math.Max(1, after.Batches - before.Batches));
                    onServer.Add(Server, (after.Cpu - before.Cpu).TotalMicroseconds / edited.Round.Edits);
                }

                return edited.Round with { Batches = (int)(after.Batches - before.Batches) };
            }
        }
        finally
        {
            foreach (var cluster in clusters.Values)
            {
                await cluster.DisposeAsync();
            }
        }
    }

    private static async Task<double> SizeAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var ask = database.CreateCommand("select pg_database_size(current_database())");
        return (long)(await ask.ExecuteScalarAsync(cancel))!;
    }

    private static IReadOnlyList<Figure> ServerFigures(RoundValues onServer) =>
    [
        new Figure($"silos: {Log}", "B an edit", onServer.Of(Log), Note: "one silo; with the whole pages that a checkpoint makes the server log"),
        new Figure($"silos: {Together}", "edits", onServer.Of(Together), Note: "one silo"),
        new Figure($"silos: {Server}", "us an edit", onServer.Of(Server), Note: "one silo; all of PostgreSQL's processes"),
    ];
}
