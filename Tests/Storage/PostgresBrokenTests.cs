using Counterpart.Load.Lab;
using Counterpart.Storage;
using Counterpart.Tests.EndToEnd;
using Npgsql;
using Xunit;

namespace Counterpart.Tests.Storage;

/// <summary>Connections that break around a commit, and a server that goes away.</summary>
public sealed class PostgresBrokenTests(PostgresServer server) : PostgresFixture(server)
{
    /// <param name="cut">What becomes of the bytes.</param>
    /// <param name="client">A new link's batch takes two trips, that of <c>c0</c> one.</param>
    /// <param name="isThere">Whether the commit took effect.</param>
    [Theory]
    [InlineData(Cut.Before, "c1", false)]
    [InlineData(Cut.After, "c1", true)]
    [InlineData(Cut.Before, "c0", false)]
    [InlineData(Cut.After, "c0", true)]
    public async Task Commit_ConnectionBreaksAtTheCommit_IsToldByItsId(Cut cut, string client, bool isThere)
    {
        await using var proxy = Proxy();
        var store = await OpenAsync(Through(proxy));
        await store.CommitAsync(Batch(Change.Of(Change.Key("c0"), 0, Clock.Now)), Cancel);

        // A store of its own, whose statements still go as text.
        store = await OpenAsync(Through(proxy));
        var revision = client == "c0" ? 1 : 0;
        var batch = await NumberedStore.NumberedAsync(store, Batch(Change.Of(Change.Key(client), revision, Clock.Now, entries: 2)), Cancel);
        proxy.Next = cut;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(batch, Cancel));

        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(isThere, await store.WasCommittedAsync(batch.Id, Cancel));
        Assert.Equal(isThere ? 3 : 1, (await store.ReadJournalAsync("north", 0, 10, Cancel)).Count);
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(
            Batch(Change.Of(Change.Key(client), isThere ? revision + 2 : revision, Clock.Now)), Cancel));
    }

    [Fact]
    public async Task WasCommitted_BatchOfOneTripStillOnItsWay_IsNeverCommitted()
    {
        await using var proxy = Proxy();
        var store = await OpenAsync(Through(proxy));
        await store.CommitAsync(Batch(Change.Of(Change.Key("c1"), 0, Clock.Now)), Cancel);
        store = await OpenAsync(Through(proxy));
        var batch = await NumberedStore.NumberedAsync(store, Batch(Change.Of(Change.Key("c1"), 1, Clock.Now)), Cancel);
        proxy.Next = Cut.Late;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(batch, Cancel));

        Assert.False(await store.WasCommittedAsync(batch.Id, Cancel));
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(batch with { Id = Guid.CreateVersion7(Clock.Now) }, Cancel));
        proxy.Release();
        await proxy.ArrivedAsync(Cancel);

        Assert.False(await store.WasCommittedAsync(batch.Id, Cancel));
        Assert.Equal([1L, 2], (await store.ReadJournalAsync("north", 0, 10, Cancel)).Select(row => row.Seq));
    }

    [Fact]
    public async Task WasCommitted_CommitStillOnItsWay_WaitsForIt()
    {
        await using var proxy = Proxy();
        var store = await OpenAsync(Through(proxy));
        var batch = Batch(Change.Of(Change.Key("c1"), 0, Clock.Now));
        proxy.Next = Cut.Late;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(batch, Cancel));
        Assert.Empty(await store.ReadJournalAsync("north", 0, 10, Cancel));

        var asking = store.WasCommittedAsync(batch.Id, Cancel);
        await Task.WhenAny(asking, Task.Delay(TimeSpan.FromMilliseconds(500), RealClock.Instance, Cancel));
        Assert.False(asking.IsCompleted);
        proxy.Release();

        Assert.True(await asking);
        Assert.Single(await store.ReadJournalAsync("north", 0, 10, Cancel));
    }

    [Fact]
    public async Task Server_StoppedAndStartedAgain_IsUnavailableMeanwhileAndLosesNothing()
    {
        if (PrivatePostgres.FindBinaries() is not { } binaries)
        {
            Assert.Skip("PostgreSQL is not installed.");
            return;
        }

        await using var own = await PrivatePostgres.StartAsync(binaries, [], Cancel);
        var store = await OpenAsync(own.ConnectionString, TimeSpan.FromSeconds(2));
        await store.CommitAsync(Batch(Change.Of(Change.Key("c1"), 0, Clock.Now)), Cancel);
        await own.StopAsync();

        Assert.False(await store.IsWritableAsync(Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.LoadLinksAsync([Change.Key("c1")], Cancel));
        var batch = Batch(Change.Of(Change.Key("c1"), 1, Clock.Now));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(batch, Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WasCommittedAsync(batch.Id, Cancel));

        await own.RestartAsync();
        Assert.True(await store.IsWritableAsync(Cancel));
        Assert.False(await store.WasCommittedAsync(batch.Id, Cancel));
        Assert.Equal(1, Assert.Single(await store.LoadLinksAsync([Change.Key("c1")], Cancel)).Revision);
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(batch with { Id = Guid.CreateVersion7(Clock.Now) }, Cancel));
    }

    [Fact]
    public async Task Open_NobodyThere_IsUnavailableInOneLineWithoutThePassword()
    {
        var store = NewStore("Host=127.0.0.1;Port=1;Database=x;Username=u;Password=hunter2");
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.OpenAsync(Cancel));
        Assert.Contains("127.0.0.1:1/x", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ListFirmsAsync(Cancel));
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("Host=x;Pasword=hunter2")]
    [InlineData("Host=x;Port=hunter2")]
    [InlineData("Password=hunter2")]
    public void New_ConnectionStringThatIsNone_IsRefusedWithoutRepeatingIt(string text)
    {
        var fault = Assert.Throws<FormatException>(() => new PostgresStore(new PostgresStoreOptions { ConnectionString = text }));
        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
    }

    private CuttingProxy Proxy() => new(new NpgsqlConnectionStringBuilder(Connection).Port);

    private string Through(CuttingProxy proxy) =>
        new NpgsqlConnectionStringBuilder(Connection) { Port = proxy.Port, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable }.ConnectionString;
}
