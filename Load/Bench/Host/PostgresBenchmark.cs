using Counterpart.Storage;

namespace Counterpart.Load;

/// <summary>The same host on PostgreSQL and on SQLite.</summary>
internal sealed class PostgresBenchmark : IBenchmark
{
    public string Name => "postgres";

    public string Description => "Durable edits a second through the in-process host on PostgreSQL, over the same on SQLite.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var (start, links) = await HostStart.CreateAsync(context, usual: 5_000, cancel);
        if (await PostgresRounds.StartAsync(context, links.Length, cancel) is not { } server)
        {
            return [];
        }

        await using (server)
        {
            return await RoundsInTurn.RunAsync(
                context,
                Name,
                context.Rounds(5),
                context.WarmUp(8),
                context.Duration(3),
                wanted: null,
                async duration => (await server.RunAsync("postgres", duration, shared: false, cancel), await SqliteAsync(duration)));
        }

        async Task<Round> SqliteAsync(TimeSpan duration)
        {
            var file = context.Folder.Copy(start, "sqlite.db");
            await using var sqlite = new SqliteStore(new SqliteStoreOptions { Path = file }, context.Clock);
            await sqlite.OpenAsync(cancel);
            return await new StoreRound(sqlite, context.Clock).RunAsync("sqlite", links, context.Callers(1024), duration, shared: false, first: 1, cancel);
        }
    }
}
