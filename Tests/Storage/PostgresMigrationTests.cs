using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

/// <summary>PostgreSQL databases of older and newer programs, and several nodes that start at once.</summary>
public sealed class PostgresMigrationTests(PostgresServer server) : PostgresFixture(server)
{
    [Fact]
    public async Task Open_DatabaseOfVersion1_ReadsAndGoesOnWithIt()
    {
        await SqlAsync(PostgresVersion1.Database);
        var store = await OpenAsync();
        Assert.Equal(PostgresMigrations.Steps.Count, await VersionAsync());

        var link = Assert.Single(await store.LoadLinksAsync([Change.Key("c1")], Cancel));
        Assert.Equal((1L, 2L, 2L, "linked", "p1", "state"), (link.RowNumber, link.Revision, link.LastSeq, link.Phase, link.Partner, Change.Text(link.State)));
        Assert.Equal([2L, 1L], (await store.ReadHistoryAsync(Change.Key("c1"), long.MaxValue, 10, Cancel)).Select(row => row.Seq));
        Assert.True(await store.WasCommittedAsync(Guid.Parse("01950000-0000-7000-8000-000000000001"), Cancel));
        Assert.Equal("north", Assert.Single(await store.ListFirmsAsync(Cancel)).Id);
        Assert.Equal("p1", Assert.Single(await store.FindClaimsAsync("wealthbox", "t1", ["p1"], Cancel)).Record);
        Assert.Single(await store.FindRepliesAsync("north", "key:k", "k1", DateTimeOffset.MinValue, Cancel));
        Assert.NotNull(await store.NextDueAsync("north", "wealthbox", Cancel));
        Assert.Single(await store.SearchRecordsAsync("north", "wealthbox", "jane", null, 10, Cancel));
        Assert.NotNull(await store.FindKeyAsync("abc", Cancel));
        Assert.Single(await store.ListIntegrationsAsync(Cancel));
        Assert.Single(await store.ListConnectionsAsync(Cancel));
        Assert.Single(await store.ListSealedAsync(Cancel));
        Assert.Single(await store.ReadAuditAsync("north", 0, 10, Cancel));
        Assert.Equal(5, Assert.Single(await store.ListChannelsAsync("north", Cancel)).Token);

        var result = await store.CommitAsync(Batch(Change.Of(Change.Key("c1"), 2, Clock.Now), Change.Of(Change.Key("c2"), 0, Clock.Now)), Cancel);
        Assert.Equal([3L, 4L], Assert.IsType<CommitResult.Committed>(result).LastSeqs);
    }

    [Fact]
    public async Task Open_DatabaseOfVersion2_GetsWhatOrleansKeepsAndLosesNothing()
    {
        await SqlAsync(PostgresVersion2.Database);
        var store = await OpenAsync();
        Assert.Equal(PostgresMigrations.Steps.Count, await VersionAsync());
        Assert.Equal(2, Assert.Single(await store.LoadLinksAsync([Change.Key("c1")], Cancel)).Revision);
        Assert.Equal(1, await PostgresServer.ScalarAsync<long>(Connection, "select count(*) from ended_session"));
        Assert.Equal(
            "CleanupDefunctSiloEntriesKey ClearStorageKey DeleteMembershipTableEntriesKey DeleteStorageKey GatewaysQueryKey InsertMembershipKey " +
            "InsertMembershipVersionKey MembershipReadAllKey MembershipReadRowKey ReadFromStorageKey UpdateIAmAlivetimeKey UpdateMembershipKey " +
            "WriteToStorageKey",
            await PostgresServer.ScalarAsync<string>(Connection, "select string_agg(querykey, ' ' order by querykey) from orleansquery"));
    }

    [Fact]
    public async Task Open_FiveNodesAtOnce_TheSchemaIsMadeOnce()
    {
        var stores = Enumerable.Range(0, 5).Select(_ => NewStore()).ToList();
        await Task.WhenAll(stores.Select(store => store.OpenAsync(Cancel)));
        Assert.Single((await Task.WhenAll(stores.Select(store => store.DataEpochAsync(Cancel)))).Distinct());
        Assert.Equal(PostgresMigrations.Steps.Count, await VersionAsync());
    }

    [Fact]
    public async Task Open_OlderDatabase_RunsTheStepsItHasNotHad()
    {
        await OpenAsync();
        IReadOnlyList<string> longer = [.. PostgresMigrations.Steps, "alter table link add column note text", "create table extra (no integer)"];
        await NewStore(schema: longer).OpenAsync(Cancel);
        Assert.Equal(longer.Count, await VersionAsync());
        Assert.Equal(0, await PostgresServer.ScalarAsync<long>(Connection, "select count(note) from link, extra"));
    }

    [Fact]
    public async Task Open_AStepFails_TheDatabaseIsAsBefore()
    {
        await OpenAsync();
        var broken = NewStore(schema: [.. PostgresMigrations.Steps, "create table extra (no integer)", "create nonsense"]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => broken.OpenAsync(Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => broken.ListFirmsAsync(Cancel));

        await OpenAsync();
        Assert.Equal(PostgresMigrations.Steps.Count, await VersionAsync());
        Assert.True(await PostgresServer.ScalarAsync<bool>(Connection, "select to_regclass('extra') is null"));
    }

    [Fact]
    public async Task Open_NewerDatabase_IsRefusedInOneLineEveryTime()
    {
        await OpenAsync();
        await SqlAsync("update schema_version set version = 99");
        var store = NewStore();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var refusal = await Assert.ThrowsAsync<StoreVersionException>(() => store.OpenAsync(Cancel));
            Assert.Contains("99", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refusal.Message);
        }
    }

    [Fact]
    public async Task Open_RoleThatAnswersBeforeTheDisk_IsOverruled()
    {
        var store = await OpenAsync($"{Connection};Options=-c synchronous_commit=off");
        var rows = await store.ReadAsync(
            async connection =>
            {
                var found = new List<string>();
                await new Trip(connection).Add("show synchronous_commit", found, row => row.GetString(0)).RunAsync(Cancel);
                return found;
            },
            Cancel);
        Assert.Equal(["on"], rows);
    }

    private Task<int> VersionAsync() => PostgresServer.ScalarAsync<int>(Connection, "select version from schema_version");
}
