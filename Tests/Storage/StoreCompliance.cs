using Counterpart.Links;
using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

/// <summary>What every store has to do. An implementation inherits it and says how a store is made.</summary>
public abstract partial class StoreCompliance : IAsyncLifetime
{
    protected ManualClock Clock { get; } = new();

    protected IStore Store { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Store = NewStore();
        await Store.OpenAsync(Cancel);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A store, not yet open, over this test's own data: each call the same data.</summary>
    protected abstract IStore NewStore();

    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = NewStore();
        await Store.OpenAsync(Cancel);
    }

    private CommitBatch Batch(params IReadOnlyList<LinkCommit> links) => new(Guid.CreateVersion7(Clock.Now), Clock.Now, links);

    private LinkCommit Changed(string client, long expected, string firm = "north", int entries = 1) =>
        Change.Of(Change.Key(client, firm), expected, Clock.Now, entries);

    private async Task<CommitResult.Committed> CommittedAsync(params IReadOnlyList<LinkCommit> links) =>
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(Batch(links), Cancel));

    private async Task<IReadOnlyList<LostLink>> LostAsync(params IReadOnlyList<LinkCommit> links) =>
        Assert.IsType<CommitResult.Lost>(await Store.CommitAsync(Batch(links), Cancel)).Links;

    private async Task<LinkRow?> LoadAsync(string client, string firm = "north") =>
        (await Store.LoadLinksAsync([Change.Key(client, firm)], Cancel)).SingleOrDefault();

    private Task<IReadOnlyList<JournalRow>> JournalAsync(string firm = "north") => Store.ReadJournalAsync(firm, 0, 100_000, Cancel);
}
