using Counterpart.Links;
using Counterpart.Storage;
using SQLitePCL;
using Xunit;

namespace Counterpart.Tests.Storage;

/// <summary>A batch that fails, or whose process dies, at any of its statements.</summary>
public sealed class SqliteFaultTests : SqliteFixture
{
    private static readonly LinkKey[] Keys = [Change.Key("c1"), Change.Key("c2"), Change.Key("c3", "south")];

    [Theory]
    [InlineData(raw.SQLITE_IOERR)]
    [InlineData(raw.SQLITE_BUSY)]
    [InlineData(raw.SQLITE_FULL)]
    [InlineData(raw.SQLITE_READONLY)]
    [InlineData(raw.SQLITE_CANTOPEN)]
    public async Task Commit_FailsAtEveryStatement_WritesNothingAndWorksNextTime(int code)
    {
        await using var store = await OpenAsync();
        await store.CommitAsync(First(), Cancel);
        var before = await DescribeAsync(store);
        var second = Second();

        var steps = 0;
        while (await FailsAsync(store, second, steps, () => throw new SqliteFault(code, "told to")))
        {
            Assert.False(await store.WasCommittedAsync(second.Id, Cancel));
            Assert.Equal(before, await DescribeAsync(store));
            steps++;
        }

        Assert.InRange(steps, 20, 100);
        Assert.True(await store.WasCommittedAsync(second.Id, Cancel));
        Assert.NotEqual(before, await DescribeAsync(store));
        Assert.Equal([1L, 2, 3, 4], (await store.ReadJournalAsync("north", 0, 100, Cancel)).Select(row => row.Seq));
    }

    [Fact]
    public async Task Commit_ProcessDiesAtEveryStatement_WhatIsOnDiskIsAllOrNothing()
    {
        await using var store = await OpenAsync();
        await store.CommitAsync(First(), Cancel);
        var before = await DescribeAsync(store);
        var second = Second();

        var steps = 0;
        while (await FailsAsync(store, second, steps, () => Die(steps)))
        {
            await using var survivor = await OpenAsync(InFolder($"{steps}.db"));
            Assert.False(await survivor.WasCommittedAsync(second.Id, Cancel));
            Assert.Equal(before, await DescribeAsync(survivor));
            steps++;
        }

        CopyTo("answered.db");
        await using var answered = await OpenAsync(InFolder("answered.db"));
        Assert.True(await answered.WasCommittedAsync(second.Id, Cancel));
        Assert.Equal(await DescribeAsync(store), await DescribeAsync(answered));
    }

    [Fact]
    public async Task Commit_DiskIsFull_IsUnavailableUntilThereIsRoom()
    {
        await using var store = await OpenAsync();
        await store.CommitAsync(First(), Cancel);
        var before = await DescribeAsync(store);
        var pages = await store.WriteAsync(database => database.Prepare("pragma page_count").First(row => row.Long(0)), Cancel);
        await store.WriteAsync(database => database.Prepare($"pragma max_page_count = {pages}").First(row => row.Long(0)), Cancel);
        var second = Second();
        second = second with { Links = [.. second.Links.Select(link => link with { Row = link.Row! with { State = new byte[20_000] } })] };

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(second, Cancel));
        Assert.Contains("full", failure.Message, StringComparison.Ordinal);
        Assert.False(await store.WasCommittedAsync(second.Id, Cancel));
        Assert.Equal(before, await DescribeAsync(store));

        await store.WriteAsync(database => database.Prepare("pragma max_page_count = 1000000").First(row => row.Long(0)), Cancel);
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(second, Cancel));
    }

    [Fact]
    public async Task Write_OurOwnMistake_IsNotCalledUnavailable()
    {
        await using var store = await OpenAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync(database => database.Prepare("nonsense").Run(), Cancel));
        Assert.True(await store.IsWritableAsync(Cancel));
    }

    private static async Task<bool> FailsAsync(SqliteStore store, CommitBatch batch, int step, Action fault)
    {
        var seen = 0;
        store.BeforeWrite = sql =>
        {
            if (!sql.StartsWith("pragma", StringComparison.Ordinal) && seen++ == step)
            {
                fault();
            }
        };
        try
        {
            Assert.IsType<CommitResult.Committed>(await store.CommitAsync(batch, Cancel));
            return false;
        }
        catch (StoreUnavailableException)
        {
            return true;
        }
        finally
        {
            store.BeforeWrite = null;
        }
    }

    private static async Task<string> DescribeAsync(SqliteStore store)
    {
        var parts = new List<string>();
        foreach (var row in (await store.LoadLinksAsync(Keys, Cancel)).OrderBy(row => row.RowNumber))
        {
            parts.Add($"{row.Key} {row.RowNumber} {row.Revision} {row.LastSeq} {row.Phase} {Change.Text(row.State)} {row.Tail.Count}");
        }

        foreach (var firm in new[] { "north", "south" })
        {
            parts.AddRange((await store.ReadJournalAsync(firm, 0, 100, Cancel)).Select(row => $"{row.Seq} {row.Link} {Change.Text(row.Events)}"));
            parts.Add($"due {await store.NextDueAsync(firm, "wealthbox", Cancel):O}");
        }

        parts.AddRange((await store.FindClaimsAsync("wealthbox", "t1", ["p1", "p2"], Cancel)).Select(claim => claim.ToString()));
        parts.AddRange((await store.FindRepliesAsync("north", "key:k", "k", DateTimeOffset.MinValue, Cancel)).Select(reply => reply.Item));
        return string.Join('\n', parts);
    }

    private CommitBatch First() => Batch(
        Change.Of(Keys[0], 0, Clock.Now) with { Claims = [Claim("p1", take: true)], Due = [new DueChange("wealthbox", Clock.Now)] },
        Change.Of(Keys[2], 0, Clock.Now));

    private CommitBatch Second() => Batch(
        Change.Of(Keys[0], 1, Clock.Now, entries: 2) with
        {
            Claims = [Claim("p1", take: false), Claim("p2", take: true)],
            Due = [new DueChange("wealthbox", null)],
            Replies = [new ReplyRow("key:k", "k", "i1", "h", Change.Bytes("{}"), Clock.Now.AddDays(7))],
        },
        Change.Of(Keys[1], 0, Clock.Now) with { Claims = [Claim("p1", take: true)] },
        Change.Of(Keys[2], 1, Clock.Now) with { Due = [new DueChange("wealthbox", Clock.Now)] });

    private static ClaimChange Claim(string record, bool take) => new("wealthbox", "t1", record, 1, take);

    private void Die(int step)
    {
        CopyTo($"{step}.db");
        throw new SqliteFault(raw.SQLITE_IOERR, "told to");
    }

    private void CopyTo(string name)
    {
        File.Copy(Path, InFolder(name));
        if (File.Exists($"{Path}-wal"))
        {
            File.Copy($"{Path}-wal", InFolder($"{name}-wal"));
        }
    }
}
