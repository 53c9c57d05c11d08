using Counterpart.Storage;

namespace Counterpart.Tests.Storage;

/// <summary>The store in PostgreSQL, held to the common suite by a caller that names rows by their numbers: its commits take one trip where they can.</summary>
public sealed class PostgresNumberedStoreTests(PostgresServer server) : StoreCompliance
{
    private string connection = "";

    public override async ValueTask InitializeAsync()
    {
        connection = await server.NewSchemaAsync();
        await base.InitializeAsync();
    }

    protected override IStore NewStore() =>
        NumberedStore.Over(new PostgresStore(new PostgresStoreOptions { ConnectionString = connection }) { LeaseClock = Clock });
}
