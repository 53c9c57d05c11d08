using Counterpart.Storage;

namespace Counterpart.Tests.Storage;

/// <summary>What loses in a batch that takes one trip: its links have their rows, and no claim changes.</summary>
public sealed class PostgresOneTripTests(PostgresServer server) : PostgresFixture(server)
{
    [Fact]
    public async Task Commit_RevisionIsAnother_LosesAndWritesNothing()
    {
        var store = await WithLinksAsync();
        await CommitAsync(store, Change.Of(Change.Key("c2"), 1, Clock.Now));

        var lost = await LostAsync(store, Change.Of(Change.Key("c1"), 1, Clock.Now), Change.Of(Change.Key("c2"), 1, Clock.Now));
        Assert.Equal([new LostLink(1, LossReason.Revision)], lost);
        Assert.Equal(3, (await store.ReadJournalAsync("north", 0, 10, Cancel)).Count);
    }

    [Fact]
    public async Task Commit_LeaseHasPassedOn_LosesAndWritesNothing()
    {
        var store = await WithLinksAsync();
        var first = await store.AcquireLeaseAsync("north", "wealthbox", "node-1", TimeSpan.FromMinutes(1), Cancel);
        var held = new LeaseStamp("north", "wealthbox", first!.Token);
        await CommitAsync(store, Change.Of(Change.Key("c1"), 1, Clock.Now) with { Leases = [held] });
        await store.ReleaseLeaseAsync(first, Cancel);
        await store.AcquireLeaseAsync("north", "wealthbox", "node-2", TimeSpan.FromMinutes(1), Cancel);

        var lost = await LostAsync(store, Change.Of(Change.Key("c1"), 2, Clock.Now) with { Leases = [held] });
        Assert.Equal([new LostLink(0, LossReason.Lease, held)], lost);
        Assert.Equal(3, (await store.ReadJournalAsync("north", 0, 10, Cancel)).Count);
    }

    [Fact]
    public async Task Commit_ReplyIsKeptAlready_LosesAndWritesNothing()
    {
        var store = await WithLinksAsync();
        var reply = new ReplyRow("key:k", "k", "i", "h", Change.Bytes("{}"), Clock.Now.AddDays(7));
        await CommitAsync(store, Change.Of(Change.Key("c1"), 1, Clock.Now) with { Replies = [reply] });

        var lost = await LostAsync(store, Change.Of(Change.Key("c1"), 2, Clock.Now) with { Replies = [reply] });
        Assert.Equal([new LostLink(0, LossReason.Reply)], lost);
        Assert.Single(await store.FindRepliesAsync("north", "key:k", "k", Clock.Now, Cancel));
    }

    [Fact]
    public async Task Commit_OnlyMovesWhatIsDue_LosesWhereTheRevisionIsAnother()
    {
        var store = await WithLinksAsync();
        await CommitAsync(store, Change.Records(Change.Key("c2"), 1, Clock.Now));
        var due = new DueChange("wealthbox", Clock.Now);

        var lost = await LostAsync(
            store,
            Change.Records(Change.Key("c1"), 1, Clock.Now, entries: 0) with { Due = [due] },
            Change.Records(Change.Key("c2"), 1, Clock.Now, entries: 0) with { Due = [due] });
        Assert.Equal([new LostLink(1, LossReason.Revision)], lost);
        Assert.Null(await store.NextDueAsync("north", "wealthbox", Cancel));

        await CommitAsync(store, Change.Records(Change.Key("c2"), 2, Clock.Now, entries: 0) with { Due = [due] });
        Assert.NotNull(await store.NextDueAsync("north", "wealthbox", Cancel));
    }

    [Fact]
    public async Task Commit_OneTrip_TellsTheSequencesThatTheRowsHave()
    {
        var store = await WithLinksAsync();
        var batch = await NumberedStore.NumberedAsync(
            store,
            Batch(Change.Of(Change.Key("c2"), 1, Clock.Now), Change.Of(Change.Key("c1"), 1, Clock.Now)),
            Cancel);
        var committed = Assert.IsType<CommitResult.Committed>(await store.CommitAsync(batch, Cancel));

        var rows = (await store.LoadLinksAsync([Change.Key("c2"), Change.Key("c1")], Cancel)).ToDictionary(row => row.Key, row => row.LastSeq);
        Assert.Equal([3L, 4L], committed.LastSeqs);
        Assert.Equal(committed.LastSeqs, batch.Links.Select(link => rows[link.Key]));
    }

    private async Task<PostgresStore> WithLinksAsync()
    {
        var store = await OpenAsync();
        await CommitAsync(store, Change.Of(Change.Key("c1"), 0, Clock.Now), Change.Of(Change.Key("c2"), 0, Clock.Now));
        return store;
    }

    private async Task CommitAsync(PostgresStore store, params LinkCommit[] links) =>
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(await NumberedStore.NumberedAsync(store, Batch(links), Cancel), Cancel));

    private async Task<IReadOnlyList<LostLink>> LostAsync(PostgresStore store, params LinkCommit[] links) =>
        Assert.IsType<CommitResult.Lost>(
            await store.CommitAsync(await NumberedStore.NumberedAsync(store, Batch(links), Cancel), Cancel)).Links;
}
