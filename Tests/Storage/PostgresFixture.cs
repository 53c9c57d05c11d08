using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

/// <summary>What tests of the PostgreSQL store share: a schema, a clock, and stores that are closed with the test.</summary>
public abstract class PostgresFixture(PostgresServer server) : IAsyncLifetime
{
    private readonly List<PostgresStore> stores = [];

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected ManualClock Clock { get; } = new();

    private protected string Connection { get; private set; } = "";

    public virtual async ValueTask InitializeAsync() => Connection = await server.NewSchemaAsync();

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private protected PostgresStore NewStore(string? connection = null, TimeSpan? limit = null, IReadOnlyList<string>? schema = null)
    {
        var options = new PostgresStoreOptions
        {
            ConnectionString = connection ?? Connection,
            ConnectTimeout = limit ?? TimeSpan.FromSeconds(5),
            CommandTimeout = limit ?? TimeSpan.FromSeconds(10),
        };
        var store = new PostgresStore(options) { Schema = schema ?? PostgresMigrations.Steps };
        stores.Add(store);
        return store;
    }

    private protected async Task<PostgresStore> OpenAsync(string? connection = null, TimeSpan? limit = null)
    {
        var store = NewStore(connection, limit);
        await store.OpenAsync(Cancel);
        return store;
    }

    private protected CommitBatch Batch(params IReadOnlyList<LinkCommit> links) => new(Guid.CreateVersion7(Clock.Now), Clock.Now, links);

    private protected Task SqlAsync(string sql) => PostgresServer.ExecuteAsync(Connection, sql);
}
