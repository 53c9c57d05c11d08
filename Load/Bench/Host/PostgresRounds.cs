using Counterpart.Load.Lab;
using Counterpart.Storage;

namespace Counterpart.Load;

/// <summary>Rounds of the host on a PostgreSQL server of their own.</summary>
internal sealed class PostgresRounds : IAsyncDisposable
{
    private readonly PrivatePostgres server;
    private readonly PostgresStore store;
    private readonly BenchContext context;
    private readonly int links;
    private readonly int callers;
    private long rounds;

    private PostgresRounds(BenchContext context, PrivatePostgres server, int links)
    {
        (this.context, this.server, this.links) = (context, server, links);
        store = new PostgresStore(new PostgresStoreOptions { ConnectionString = server.ConnectionString });
        callers = context.Callers(1024);
    }

    /// <summary>Null where PostgreSQL is not installed, which is said.</summary>
    public static async Task<PostgresRounds?> StartAsync(BenchContext context, int links, CancellationToken cancel)
    {
        if (PrivatePostgres.FindBinaries() is not { } binaries)
        {
            await context.SayAsync("  PostgreSQL is not installed: no figures of it.");
            return null;
        }

        // As it is delivered: every commit is synced.
        var own = await PrivatePostgres.StartAsync(binaries, ["shared_buffers=512MB", "max_wal_size=4GB"], cancel);
        var started = new PostgresRounds(context, own, links);
        await started.store.OpenAsync(cancel);
        await SampleLinks.FillAsync(started.store, links, firms: 1, context.Clock, cancel);
        return started;
    }

    /// <param name="shared">As if other nodes were on it.</param>
    public Task<Round> RunAsync(string name, TimeSpan duration, bool shared, CancellationToken cancel) =>
        new StoreRound(store, context.Clock).RunAsync(name, HostStart.Keys(links), callers, duration, shared, ++rounds * 1_000_000, cancel);

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await server.DisposeAsync();
    }
}
