using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

// Rows that are left alone while their links' records grow.
public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Commit_WithoutARow_TheRecordsAreItsTail()
    {
        await CommittedAsync(Changed("c1", 0, entries: 2), Changed("c2", 0));
        var result = await CommittedAsync(Records("c2", 1), Records("c1", 2));
        await CommittedAsync(Records("c1", 3, entries: 2));

        var row = (await LoadAsync("c1"))!;
        Assert.Equal((5L, 7L, "linked", "partner-c1"), (row.Revision, row.LastSeq, row.Phase, row.Partner));
        Assert.Equal([4L, 5L], result.LastSeqs.Order());
        AssertTail(row, "c1", at: 2, 3, 4, 5);
        AssertTail((await LoadAsync("c2"))!, "c2", at: 1, 2);
        var listed = await Store.ListLinksAsync(new LinkListQuery("north", null, null, false, null, null, null, 10), Cancel);
        Assert.Equal([(5L, 7L), (2L, 4L)], listed.Select(found => (found.Revision, found.LastSeq)));
        AssertTail(listed[0], "c1", at: 2, 3, 4, 5);

        await ReopenAsync();
        AssertTail((await LoadAsync("c1"))!, "c1", at: 2, 3, 4, 5);
    }

    [Fact]
    public async Task Commit_ARowAgain_EndsTheTail()
    {
        await CommittedAsync(Changed("c1", 0));
        await CommittedAsync(Records("c1", 1));
        await CommittedAsync(Changed("c1", 2));

        var row = (await LoadAsync("c1"))!;
        Assert.Equal((3L, 3L), (row.Revision, row.LastSeq));
        AssertTail(row, "c1", at: 3);

        await CommittedAsync(Records("c1", 3));
        AssertTail((await LoadAsync("c1"))!, "c1", at: 3, 4);
        Assert.Equal([4L, 3, 2, 1], (await HistoryAsync(long.MaxValue, 10)).Select(record => record.Revision));
    }

    [Fact]
    public async Task Commit_ARowWithoutRecords_TakesTheTailIn()
    {
        await CommittedAsync(Changed("c1", 0));
        await CommittedAsync(Records("c1", 1, entries: 2));
        var quiet = Changed("c1", 3, entries: 0);
        await CommittedAsync(quiet with { Row = quiet.Row! with { Notices = 1 } });

        var row = (await LoadAsync("c1"))!;
        Assert.Equal((3L, 3L, 1), (row.Revision, row.LastSeq, row.Notices));
        AssertTail(row, "c1", at: 3);
    }

    [Fact]
    public async Task Commit_AtTheRowsRevisionAndNotTheTails_Loses()
    {
        await CommittedAsync(Changed("c1", 0), Changed("c2", 0));
        await CommittedAsync(Records("c1", 1));

        Assert.Equal([new LostLink(0, LossReason.Revision)], await LostAsync(Records("c1", 1), Records("c2", 1)));
        Assert.Equal([new LostLink(0, LossReason.Revision)], await LostAsync(Changed("c1", 1), Records("c2", 1)));
        Assert.Equal([new LostLink(0, LossReason.Revision)], await LostAsync(Records("c1", 1, entries: 0), Records("c2", 1)));
        Assert.Equal([new LostLink(0, LossReason.Revision)], await LostAsync(Records("c1", 3), Records("c2", 1)));
        Assert.Equal(3, (await JournalAsync()).Count);
        AssertTail((await LoadAsync("c2"))!, "c2", at: 1);
    }

    private static void AssertTail(LinkRow row, string client, int at, params int[] revisions)
    {
        var key = Change.Key(client);
        Assert.Equal($"{key} at {at}", Change.Text(row.State));
        Assert.Equal(revisions.Select(revision => $"{key} event {revision}"), row.Tail.Select(Change.Text));
    }

    private LinkCommit Records(string client, long expected, int entries = 1) => Change.Records(Change.Key(client), expected, Clock.Now, entries);
}
