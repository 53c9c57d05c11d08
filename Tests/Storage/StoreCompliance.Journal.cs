using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task ReadJournal_AfterASequence_GivesThatFirmsRecordsInOrder()
    {
        var batch = Batch(Changed("c1", 0, entries: 2), Changed("c2", 0, "south"), Changed("c3", 0));
        await Store.CommitAsync(batch, Cancel);

        var rows = await Store.ReadJournalAsync("north", 1, 10, Cancel);
        Assert.Equal([2L, 3L], rows.Select(row => row.Seq));
        Assert.Equal([Change.Key("c1").Name, Change.Key("c3").Name], rows.Select(row => row.Link));
        Assert.Equal([2L, 1L], rows.Select(row => row.Revision));
        Assert.All(rows, row => Assert.Equal((batch.Id, "key:k1", Clock.Now), (row.Batch, row.Actor, row.At)));
        Assert.Single(await Store.ReadJournalAsync("north", 0, 1, Cancel));
        Assert.Empty(await Store.ReadJournalAsync("north", 3, 10, Cancel));
        Assert.Empty(await JournalAsync("nowhere"));
    }

    [Theory]
    [InlineData(long.MinValue, 2)]
    [InlineData(-1, 2)]
    [InlineData(1L << 40, 0)]
    [InlineData(long.MaxValue, 0)]
    public async Task ReadJournal_AfterAnImpossibleSequence_StaysWithinTheFirm(long after, int expected)
    {
        await CommittedAsync(Changed("c1", 0, "east"), Changed("c1", 0, entries: 2), Changed("c1", 0, "west"));
        var rows = await Store.ReadJournalAsync("north", after, 10, Cancel);
        Assert.Equal(expected, rows.Count);
        Assert.All(rows, row => Assert.Contains("north", Change.Text(row.Events), StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadHistory_FollowsOneLinkThroughOthersRecords()
    {
        for (var revision = 0L; revision < 6; revision++)
        {
            await CommittedAsync(Changed("c1", revision), Changed("c2", revision), Changed("c1", revision, "south"));
        }

        var all = await HistoryAsync(long.MaxValue, 100);
        Assert.Equal([6L, 5, 4, 3, 2, 1], all.Select(row => row.Revision));
        Assert.Equal([11L, 9, 7, 5, 3, 1], all.Select(row => row.Seq));

        Assert.Equal([11L, 9], (await HistoryAsync(long.MaxValue, 2)).Select(row => row.Seq));
        Assert.Equal([7L, 5], (await HistoryAsync(9, 2)).Select(row => row.Seq));
        Assert.Equal([7L, 5], (await HistoryAsync(8, 2)).Select(row => row.Seq));
        Assert.Empty(await HistoryAsync(1, 2));
        Assert.Empty(await HistoryAsync(0, 2));
        Assert.Empty(await HistoryAsync(-1, 2));
        Assert.Empty(await Store.ReadHistoryAsync(Change.Key("nobody"), long.MaxValue, 10, Cancel));
    }

    private Task<IReadOnlyList<JournalRow>> HistoryAsync(long before, int limit) =>
        Store.ReadHistoryAsync(Change.Key("c1"), before, limit, Cancel);
}
