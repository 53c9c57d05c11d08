using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

/// <summary>What tests of the file store share: a folder, a clock, and a store that can be made again.</summary>
public abstract class SqliteFixture : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected ManualClock Clock { get; } = new();

    private protected string Path => folder.File("store.db");

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected string InFolder(string name) => folder.File(name);

    private protected SqliteStore NewStore(string? path = null) => new(new SqliteStoreOptions { Path = path ?? Path }, Clock);

    private protected async Task<SqliteStore> OpenAsync(string? path = null)
    {
        var store = NewStore(path);
        await store.OpenAsync(Cancel);
        return store;
    }

    private protected CommitBatch Batch(params IReadOnlyList<LinkCommit> links) => new(Guid.CreateVersion7(Clock.Now), Clock.Now, links);
}
