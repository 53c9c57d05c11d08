using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

/// <summary>Databases of older and newer programs.</summary>
public sealed class SqliteMigrationTests : SqliteFixture
{
    [Fact]
    public async Task Open_DatabaseOfVersion1_ReadsAndGoesOnWithIt()
    {
        using (var old = Database.Open(Path, TimeSpan.Zero))
        {
            old.Execute(Version1.Database);
        }

        await using var store = await OpenAsync();
        Assert.Equal(Migrations.Steps.Count, await VersionAsync(store));

        var link = Assert.Single(await store.LoadLinksAsync([Change.Key("c1")], Cancel));
        Assert.Equal((7L, 2L, 2L, "linked", "p1", "state"), (link.RowNumber, link.Revision, link.LastSeq, link.Phase, link.Partner, Change.Text(link.State)));
        Assert.Equal([2L, 1L], (await store.ReadHistoryAsync(Change.Key("c1"), long.MaxValue, 10, Cancel)).Select(row => row.Seq));
        Assert.True(await store.WasCommittedAsync(Guid.Parse("01950000-0000-7000-8000-000000000001"), Cancel));
        Assert.Equal("north", Assert.Single(await store.ListFirmsAsync(Cancel)).Id);
        Assert.Equal("p1", Assert.Single(await store.FindClaimsAsync("wealthbox", "t1", ["p1"], Cancel)).Record);
        Assert.Single(await store.FindRepliesAsync("north", "key:k", "k1", DateTimeOffset.MinValue, Cancel));
        Assert.NotNull(await store.NextDueAsync("north", "wealthbox", Cancel));
        Assert.Single(await store.SearchRecordsAsync("north", "wealthbox", "jane", null, 10, Cancel));
        Assert.NotNull(await store.FindKeyAsync("abc", Cancel));
        Assert.Single(await store.ListIntegrationsAsync(Cancel));
        Assert.False(Assert.Single(await store.ListConnectionsAsync(Cancel)).Paused);
        Assert.Equal((0, 0), (link.Notices, link.Differing));
        Assert.Single(await store.ListLinksAsync(new LinkListQuery("north", null, null, false, null, null, null, 10), Cancel));
        Assert.Equal(2, (await store.LastSeqsAsync(["north"], Cancel))["north"]);
        Assert.Equal("k1", Assert.Single(await store.ListKeysAsync("north", Cancel)).Id);
        Assert.Equal(5, Assert.Single(await store.ListChannelsAsync("north", Cancel)).Token);
        Assert.Matches("^[0-9a-f]{16}$", await store.DataEpochAsync(Cancel));
        Assert.Empty(await store.ReadAuditAsync("north", 0, 10, Cancel));

        var result = await store.CommitAsync(Batch(Change.Of(Change.Key("c1"), 2, Clock.Now)), Cancel);
        Assert.Equal([3L], Assert.IsType<CommitResult.Committed>(result).LastSeqs);
    }

    [Fact]
    public async Task Open_OlderDatabase_RunsTheStepsItHasNotHad()
    {
        await using (await OpenAsync())
        {
        }

        await using var store = new SqliteStore(new SqliteStoreOptions { Path = Path }, Clock)
        {
            Schema = [.. Migrations.Steps, "alter table link add column note text;", "create table extra (no integer primary key);"],
        };
        await store.OpenAsync(Cancel);
        Assert.Equal(Migrations.Steps.Count + 2, await VersionAsync(store));
        Assert.Equal(0, await store.WriteAsync(database => database.Prepare("select count(note) from link, extra").First(row => row.Int(0)), Cancel));
    }

    [Fact]
    public async Task Open_AStepFails_TheDatabaseIsAsBefore()
    {
        await using (await OpenAsync())
        {
        }

        await using (var broken = new SqliteStore(new SqliteStoreOptions { Path = Path }, Clock)
        {
            Schema = [.. Migrations.Steps, "create table extra (no integer primary key);", "create nonsense;"],
        })
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => broken.OpenAsync(Cancel));
        }

        await using var store = await OpenAsync();
        Assert.Equal(Migrations.Steps.Count, await VersionAsync(store));
        Assert.Equal(
            0,
            await store.WriteAsync(
                database => database.Prepare("select count(*) from sqlite_schema where name = 'extra'").First(row => row.Int(0)),
                Cancel));
    }

    [Fact]
    public async Task Open_NewerDatabase_IsRefusedInOneLineEveryTime()
    {
        using (var newer = Database.Open(Path, TimeSpan.Zero))
        {
            newer.Execute("pragma user_version = 99");
        }

        await using var store = NewStore();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var refusal = await Assert.ThrowsAsync<StoreVersionException>(() => store.OpenAsync(Cancel));
            Assert.Contains("99", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refusal.Message);
        }
    }

    private static Task<int> VersionAsync(SqliteStore store) =>
        store.WriteAsync(database => database.Prepare("pragma user_version").First(row => row.Int(0)), Cancel);
}
