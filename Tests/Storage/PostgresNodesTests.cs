using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Tests.EndToEnd;
using Xunit;

namespace Counterpart.Tests.Storage;

/// <summary>Two and three stores on one database, as nodes have them.</summary>
public sealed class PostgresNodesTests(PostgresServer server) : PostgresFixture(server)
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Commit_FromSeveralStores_SequencesAreDenseAndEveryRevisionIsWrittenOnce(int nodes)
    {
        var stores = await OpenAllAsync(nodes);
        var written = 0;
        await Task.WhenAll(stores.SelectMany((store, node) => Enumerable.Range(0, 3).Select(worker => WorkAsync(store, (node * 10) + worker))));

        foreach (var firm in new[] { "north", "south" })
        {
            var journal = await stores[0].ReadJournalAsync(firm, 0, 100_000, Cancel);
            Assert.Equal(Enumerable.Range(1, journal.Count).Select(seq => (long)seq), journal.Select(row => row.Seq));
            foreach (var link in journal.GroupBy(row => row.Link))
            {
                Assert.Equal(Enumerable.Range(1, link.Count()).Select(revision => (long)revision), link.Select(row => row.Revision));
            }

            written -= journal.Count;
            Assert.Equal(journal.Count, (await stores[^1].LastSeqsAsync([firm], Cancel))[firm]);
        }

        Assert.Equal(0, written);

        async Task WorkAsync(PostgresStore store, int seed)
        {
            var random = new Random(seed);
            for (var round = 0; round < 25; round++)
            {
                LinkKey[] keys = [.. Enumerable.Range(0, 8).Where(_ => random.Next(2) == 0).Select(n => Change.Key($"c{n}", n % 2 == 0 ? "north" : "south"))];
                while (keys.Length > 0)
                {
                    var rows = (await store.LoadLinksAsync(keys, Cancel)).ToDictionary(row => row.Key, row => row.Revision);
                    var commits = keys.Select(key => Change.Of(key, rows.GetValueOrDefault(key), Clock.Now, random.Next(1, 3))).ToList();
                    if (await store.CommitAsync(Batch(commits), Cancel) is CommitResult.Committed)
                    {
                        Interlocked.Add(ref written, commits.Sum(commit => commit.Entries.Count));
                        break;
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Commit_RevisionTakenByAnotherStore_OnlyThatLinkLoses()
    {
        var stores = await OpenAllAsync(2);
        await stores[0].CommitAsync(Batch(Change.Of(Change.Key("c1"), 0, Clock.Now), Change.Of(Change.Key("c2"), 0, Clock.Now)), Cancel);
        await stores[1].CommitAsync(Batch(Change.Of(Change.Key("c2"), 1, Clock.Now)), Cancel);

        var batch = Batch(Change.Of(Change.Key("c1"), 1, Clock.Now), Change.Of(Change.Key("c2"), 1, Clock.Now));
        Assert.Equal([new LostLink(1, LossReason.Revision)], Assert.IsType<CommitResult.Lost>(await stores[0].CommitAsync(batch, Cancel)).Links);
        Assert.False(await stores[1].WasCommittedAsync(batch.Id, Cancel));
        Assert.IsType<CommitResult.Committed>(await stores[0].CommitAsync(Batch(batch.Links[0]), Cancel));
    }

    [Fact]
    public async Task Claim_SameRecordsFromThreeStoresAndManyFirms_EachIsHeldOnce()
    {
        var stores = await OpenAllAsync(3);
        string[] records = [.. Enumerable.Range(0, 12).Select(n => $"p{n}")];
        var holders = new System.Collections.Concurrent.ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async n =>
        {
            // Each wants all, some from the front and some from the back, and gives up what it can't have.
            var store = stores[n % 3];
            foreach (var record in n % 2 == 0 ? records : records.Reverse())
            {
                var key = Change.Key($"c{n}-{record}", $"firm-{n}");
                if (await store.CommitAsync(Batch(Change.Of(key, 0, Clock.Now) with { Claims = [Take(record)] }), Cancel) is CommitResult.Committed)
                {
                    Assert.True(holders.TryAdd(record, key.ToString()), $"{record} was given to {holders.GetValueOrDefault(record)} and to {key}");
                }
            }
        }));

        var claims = await stores[0].FindClaimsAsync("wealthbox", "t1", records, Cancel);
        Assert.Equal(records.Order(StringComparer.Ordinal), claims.Select(claim => claim.Record).Order(StringComparer.Ordinal));
        Assert.All(claims, claim => Assert.Equal(holders[claim.Record], $"{claim.Firm}/{claim.Link}"));
    }

    [Fact]
    public async Task Claim_SwappedAgainAndAgainByManyFirms_NeverStandsStill()
    {
        var stores = await OpenAllAsync(3);
        var taken = 0;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async n =>
        {
            var revision = 0L;
            for (var round = 0; round < 15; round++)
            {
                // In both orders, so that two of them would wait for each other without care.
                ClaimChange[] takes = n % 2 == 0 ? [Take("p1"), Take("p2")] : [Take("p2"), Take("p1")];
                var key = Change.Key("c", $"firm-{n}");
                if (await stores[n % 3].CommitAsync(Batch(Change.Of(key, revision, Clock.Now) with { Claims = takes }), Cancel) is CommitResult.Committed)
                {
                    Interlocked.Increment(ref taken);
                    revision++;
                    var release = Array.ConvertAll(takes, take => take with { Take = false });
                    Assert.IsType<CommitResult.Committed>(
                        await stores[(n + 1) % 3].CommitAsync(Batch(Change.Of(key, revision++, Clock.Now) with { Claims = release }), Cancel));
                }
            }
        }));

        Assert.InRange(taken, 1, 90);
        Assert.Empty(await stores[0].FindClaimsAsync("wealthbox", "t1", ["p1", "p2"], Cancel));
    }

    [Fact]
    public async Task Lease_ByTheServersClock_EndsByItself()
    {
        var stores = await OpenAllAsync(2);
        var before = DateTimeOffset.FromUnixTimeMilliseconds(await PostgresServer.ScalarAsync<long>(
            Connection, "select (extract(epoch from clock_timestamp()) * 1000)::bigint"));
        var first = await stores[0].AcquireLeaseAsync("north", "wealthbox", "node-1", TimeSpan.FromMilliseconds(700), Cancel);
        Assert.InRange(first!.Until - before, TimeSpan.FromMilliseconds(600), TimeSpan.FromSeconds(10));
        Assert.Null(await stores[1].AcquireLeaseAsync("north", "wealthbox", "node-2", TimeSpan.FromSeconds(5), Cancel));
        await PostgresServer.ExecuteAsync(Connection, "select pg_sleep(0.8)");
        Assert.Null((await stores[1].ListChannelsAsync("north", Cancel))[0].Holder);
        var second = await stores[1].AcquireLeaseAsync("north", "wealthbox", "node-2", TimeSpan.FromSeconds(5), Cancel);
        Assert.Equal(first.Token + 1, second!.Token);
        Assert.False(await stores[0].SaveChannelAsync(first, TimeSpan.FromSeconds(5), default, Cancel));
    }

    [Fact]
    public async Task Lease_TakenOverWhileACommitIsUnderWay_TheTakeoverWaitsForIt()
    {
        var stores = await OpenAllAsync(2);
        var lease = await stores[0].AcquireLeaseAsync("north", "wealthbox", "node-1", TimeSpan.FromMilliseconds(1), Cancel);
        var stamp = new LeaseStamp("north", "wealthbox", lease!.Token);
        Task<Lease?>? takeover = null;
        stores[0].BeforeCommitStatement = async (_, statement) =>
        {
            if (statement == "commit")
            {
                takeover = stores[1].AcquireLeaseAsync("north", "wealthbox", "node-2", TimeSpan.FromMinutes(1), Cancel);
                await Task.WhenAny(takeover, Task.Delay(TimeSpan.FromMilliseconds(300), RealClock.Instance, Cancel));
                Assert.False(takeover.IsCompleted);
            }
        };
        Assert.IsType<CommitResult.Committed>(
            await stores[0].CommitAsync(Batch(Change.Of(Change.Key("c1"), 0, Clock.Now) with { Leases = [stamp] }), Cancel));
        Assert.NotNull(await takeover!);
        Assert.Equal(
            [new LostLink(0, LossReason.Lease, stamp)],
            Assert.IsType<CommitResult.Lost>(
                await stores[0].CommitAsync(Batch(Change.Of(Change.Key("c1"), 1, Clock.Now) with { Leases = [stamp] }), Cancel)).Links);
    }

    private static ClaimChange Take(string record) => new("wealthbox", "t1", record, 1, Take: true);

    private async Task<PostgresStore[]> OpenAllAsync(int count)
    {
        var stores = Enumerable.Range(0, count).Select(_ => NewStore()).ToArray();
        await Task.WhenAll(stores.Select(store => store.OpenAsync(Cancel)));
        return stores;
    }
}
