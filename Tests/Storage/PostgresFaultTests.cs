using Counterpart.Links;
using Counterpart.Storage;
using Npgsql;
using Xunit;

namespace Counterpart.Tests.Storage;

/// <summary>A commit whose server process ends, or whose statement fails, at any of its statements.</summary>
public sealed class PostgresFaultTests(PostgresServer server) : PostgresFixture(server)
{
    /// <param name="claims">A batch that changes claims takes more than one trip.</param>
    [Theory]
    [InlineData(true, 15, 5)]
    [InlineData(false, 8, 1)]
    public async Task Commit_ServerProcessEndsAtEveryStatement_IsWhollyThereOrWhollyAbsent(bool claims, int leastSteps, int leastRepaired)
    {
        await using var store = await OpenAsync();
        var (steps, repaired, refused) = (0, 0, 0);
        for (var reached = true; reached; steps++)
        {
            var firm = $"firm-{steps}";
            await store.CommitAsync(First(firm), Cancel);
            var before = await DescribeAsync(store, firm);
            var second = await SecondAsync(store, firm, claims);
            (var outcome, reached) = await FailingAsync(store, second, steps, EndAsync);
            if (outcome is null)
            {
                // The writing trip was under way: only the database knows.
                refused++;
                Assert.False(await store.WasCommittedAsync(second.Id, Cancel));
                Assert.Equal(before, await DescribeAsync(store, firm));
                Assert.IsType<CommitResult.Committed>(await store.CommitAsync(await SecondAsync(store, firm, claims), Cancel));
            }
            else
            {
                repaired++;
                Assert.IsType<CommitResult.Committed>(outcome);
                Assert.True(await store.WasCommittedAsync(second.Id, Cancel));
            }

            Assert.Equal(await FinalAsync(store, claims), await DescribeAsync(store, firm));
        }

        Assert.InRange(steps, leastSteps, 60);
        Assert.InRange(refused, 5, 50);
        Assert.InRange(repaired, leastRepaired, 50);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commit_StatementFailsAtEveryStep_WritesNothingAndWorksNextTime(bool claims)
    {
        await using var store = await OpenAsync();
        await store.CommitAsync(First("north"), Cancel);
        var before = await DescribeAsync(store, "north");
        var step = 0;
        for (var reached = true; reached; step++)
        {
            var second = await SecondAsync(store, "north", claims);
            (var outcome, reached) = await FailingAsync(
                store, second, step, (_, _) => throw new PostgresException("told to", "ERROR", "ERROR", PostgresErrorCodes.IoError));
            if (reached)
            {
                Assert.Null(outcome);
                Assert.False(await store.WasCommittedAsync(second.Id, Cancel));
                Assert.Equal(before, await DescribeAsync(store, "north"));
            }
        }

        Assert.Equal(await FinalAsync(store, claims), await DescribeAsync(store, "north"));
    }

    [Fact]
    public async Task Commit_Deadlock_IsRunAgain()
    {
        await using var store = await OpenAsync();
        var batch = First("north");
        var (outcome, reached) = await FailingAsync(
            store, batch, 3, (_, _) => throw new PostgresException("told to", "ERROR", "ERROR", PostgresErrorCodes.DeadlockDetected));
        Assert.True(reached);
        Assert.IsType<CommitResult.Committed>(outcome);
        Assert.Equal([1L, 2], (await store.ReadJournalAsync("north", 0, 10, Cancel)).Select(row => row.Seq));
    }

    [Fact]
    public async Task Commit_FirmLockedForLong_IsUnavailableInTimeAndWorksAfterwards()
    {
        await using var store = await OpenAsync(limit: TimeSpan.FromSeconds(1));
        await store.CommitAsync(First("north"), Cancel);
        var second = await SecondAsync(store, "north");
        await using (var other = new NpgsqlConnection(Connection))
        {
            await other.OpenAsync(Cancel);
            await using var transaction = await other.BeginTransactionAsync(Cancel);
            await using var holding = new NpgsqlCommand("select no from firm for update", other, transaction);
            await holding.ExecuteNonQueryAsync(Cancel);

            var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(second, Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel));
            Assert.DoesNotContain("Username", fault.Message, StringComparison.OrdinalIgnoreCase);
            Assert.NotEmpty(await store.ReadJournalAsync("north", 0, 10, Cancel));
        }

        Assert.False(await store.WasCommittedAsync(second.Id, Cancel));
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(await SecondAsync(store, "north"), Cancel));
    }

    [Fact]
    public async Task Write_OurOwnMistake_IsNotCalledUnavailable()
    {
        await using var store = await OpenAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync(connection => new Trip(connection).Add("nonsense").RunAsync(Cancel), Cancel));
        Assert.True(await store.IsWritableAsync(Cancel));
    }

    [Fact]
    public async Task Read_AfterEveryConnectionBroke_IsAnswered()
    {
        await using var store = await OpenAsync();
        await store.CommitAsync(First("north"), Cancel);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.ListFirmsAsync(Cancel)));
        var processes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.ReadAsync(
            async connection =>
            {
                await new Trip(connection).Add("select pg_sleep(0.05)").RunAsync(Cancel);
                return connection.ProcessID;
            },
            Cancel)));
        Assert.All(processes, process => Assert.NotEqual(0, process));
        await SqlAsync($"select pg_terminate_backend(pid, 5000) from unnest(array[{string.Join(',', processes.Distinct())}]) as pid");
        Assert.Equal(2, (await store.ReadJournalAsync("north", 0, 10, Cancel)).Count);
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(await SecondAsync(store, "north"), Cancel));
    }

    private async Task EndAsync(int process, string statement) => await SqlAsync($"select pg_terminate_backend({process}, 5000)");

    /// <summary>The outcome, null when it was refused, and whether the step was reached.</summary>
    private static async Task<(CommitResult? Outcome, bool Reached)> FailingAsync(
        PostgresStore store, CommitBatch batch, int step, Func<int, string, Task> fault)
    {
        var seen = 0;
        store.BeforeCommitStatement = (process, statement) => seen++ == step ? fault(process, statement) : Task.CompletedTask;
        try
        {
            return (await store.CommitAsync(batch, Cancel), seen > step);
        }
        catch (StoreUnavailableException)
        {
            return (null, seen > step);
        }
        finally
        {
            store.BeforeCommitStatement = null;
        }
    }

    private async Task<string> FinalAsync(PostgresStore store, bool claims)
    {
        if (await store.LoadLinksAsync([Change.Key("c1", "model")], Cancel) is [])
        {
            await store.CommitAsync(First("model"), Cancel);
            await store.CommitAsync(await SecondAsync(store, "model", claims), Cancel);
        }

        return await DescribeAsync(store, "model");
    }

    private static async Task<string> DescribeAsync(PostgresStore store, string firm)
    {
        LinkKey[] keys = [Change.Key("c1", firm), Change.Key("c2", firm), Change.Key("c3", firm)];
        var parts = new List<string>();
        parts.AddRange((await store.LoadLinksAsync(keys, Cancel)).OrderBy(row => row.Key.Client, StringComparer.Ordinal)
            .Select(row => $"{row.Key.Client} {row.Revision} {row.LastSeq} {row.Phase}"));
        parts.AddRange((await store.ReadJournalAsync(firm, 0, 100, Cancel)).Select(row => $"{row.Seq} {row.Link} {row.Revision}"));
        parts.Add($"due {await store.NextDueAsync(firm, "wealthbox", Cancel):O}");
        parts.AddRange((await store.FindClaimsAsync("wealthbox", firm, ["p1", "p2"], Cancel)).OrderBy(claim => claim.Record, StringComparer.Ordinal)
            .Select(claim => $"{claim.Record} {claim.Link}"));
        parts.AddRange((await store.FindRepliesAsync(firm, "key:k", "k", DateTimeOffset.MinValue, Cancel)).Select(reply => reply.Item));
        return string.Join('\n', parts);
    }

    private CommitBatch First(string firm) => Batch(
        Change.Of(Change.Key("c1", firm), 0, Clock.Now) with { Claims = [Claim(firm, "p1", take: true)], Due = [new DueChange("wealthbox", Clock.Now)] },
        Change.Of(Change.Key("c3", firm), 0, Clock.Now));

    private async Task<CommitBatch> SecondAsync(PostgresStore store, string firm, bool claims = true)
    {
        var first = Change.Of(Change.Key("c1", firm), 1, Clock.Now, entries: 2) with
        {
            Due = [new DueChange("wealthbox", null)],
            Replies = [new ReplyRow("key:k", "k", "i1", "h", Change.Bytes("{}"), Clock.Now.AddDays(7))],
        };
        var third = Change.Of(Change.Key("c3", firm), 1, Clock.Now) with { Due = [new DueChange("wealthbox", Clock.Now)] };
        var second = claims
            ? Batch(
                first with { Claims = [Claim(firm, "p1", take: false), Claim(firm, "p2", take: true)] },
                Change.Of(Change.Key("c2", firm), 0, Clock.Now) with { Claims = [Claim(firm, "p1", take: true)] },
                third)
            : Batch(first, third);
        return await NumberedStore.NumberedAsync(store, second, Cancel);
    }

    private static ClaimChange Claim(string tenant, string record, bool take) => new("wealthbox", tenant, record, 1, take);
}
