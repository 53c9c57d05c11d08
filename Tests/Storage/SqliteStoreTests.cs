using Counterpart.Storage;

namespace Counterpart.Tests.Storage;

/// <summary>The store in a file, held to the common suite; <see cref="SqliteFileTests"/> and others test what only a file has.</summary>
public sealed class SqliteStoreTests : StoreCompliance
{
    private readonly TemporaryFolder folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    protected override IStore NewStore() => new SqliteStore(new SqliteStoreOptions { Path = folder.File("store.db") }, Clock);
}
