using Counterpart.Storage;

namespace Counterpart.Tests.Storage;

/// <summary>The store in PostgreSQL, held to the common suite.</summary>
public sealed class PostgresStoreTests(PostgresServer server) : StoreCompliance
{
    private string connection = "";

    public override async ValueTask InitializeAsync()
    {
        connection = await server.NewSchemaAsync();
        await base.InitializeAsync();
    }

    protected override IStore NewStore() => new PostgresStore(new PostgresStoreOptions { ConnectionString = connection }) { LeaseClock = Clock };
}
