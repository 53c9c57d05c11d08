using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

/// <summary>The file: one owner, a folder that may be missing, turns that are bounded.</summary>
public sealed class SqliteFileTests : SqliteFixture
{
    [Fact]
    public async Task Open_ASecondStoreOnTheFile_IsRefusedInOneLine()
    {
        await using var second = NewStore();
        await using (await OpenAsync())
        {
            var refusal = await Assert.ThrowsAsync<StoreInUseException>(() => second.OpenAsync(Cancel));
            Assert.Contains(Path, refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refusal.Message);
            await Assert.ThrowsAsync<StoreUnavailableException>(() => second.ListFirmsAsync(Cancel));
        }

        await second.OpenAsync(Cancel);
        Assert.True(await second.IsWritableAsync(Cancel));
    }

    [Fact]
    public async Task Open_FolderIsMissing_MakesIt()
    {
        await using var store = await OpenAsync(InFolder("a/b/store.db"));
        Assert.True(await store.IsWritableAsync(Cancel));
    }

    [Fact]
    public async Task Open_NoFolderCanBeMade_IsUnavailableAndCanBeTriedAgain()
    {
        await File.WriteAllTextAsync(InFolder("a"), "", Cancel);
        await using var store = NewStore(InFolder("a/store.db"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.OpenAsync(Cancel));

        File.Delete(InFolder("a"));
        await store.OpenAsync(Cancel);
        Assert.True(await store.IsWritableAsync(Cancel));
    }

    [Fact]
    public async Task Open_FileIsNoDatabase_IsUnavailableAndLeftAsItWas()
    {
        var text = string.Concat(Enumerable.Repeat("no database. ", 500));
        await File.WriteAllTextAsync(Path, text, Cancel);
        await using var store = NewStore();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.OpenAsync(Cancel));
        Assert.Equal(text, await File.ReadAllTextAsync(Path, Cancel));
    }

    [Fact]
    public async Task Call_AfterDispose_IsUnavailable()
    {
        var store = await OpenAsync();
        await store.DisposeAsync();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ListFirmsAsync(Cancel));
        Assert.False(await store.IsWritableAsync(Cancel));
    }

    [Fact]
    public async Task Commit_WhileAnotherConnectionWrites_IsUnavailableAndWorksAfterwards()
    {
        await using var store = new SqliteStore(new SqliteStoreOptions { Path = Path, BusyTimeout = TimeSpan.Zero }, Clock);
        await store.OpenAsync(Cancel);
        var batch = Batch(Change.Of(Change.Key("c1"), 0, Clock.Now));
        using (var other = Database.Open(Path, TimeSpan.Zero))
        {
            other.Begin();
            await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(batch, Cancel));
            Assert.False(await store.IsWritableAsync(Cancel));
        }

        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(batch, Cancel));
    }

    [Fact]
    public async Task ListLinks_WithNotices_ReadsOnlyThose()
    {
        await using var store = await OpenAsync();
        var plan = await store.WriteAsync(
            database => database.Prepare($"explain query plan {SqliteStore.ListWithNotices}").All(row => row.Text(3)), Cancel);
        Assert.Contains(plan, step => step.Contains("USING INDEX link_notices (firm=? AND name>?", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Write_NoTurnInTime_IsUnavailable()
    {
        var options = new SqliteStoreOptions { Path = Path, TurnTimeout = TimeSpan.Zero };
        await using var store = new SqliteStore(options, Clock);
        await store.OpenAsync(Cancel);
        using var release = new ManualResetEventSlim();
        var holding = store.WriteAsync(_ => release.Wait(TimeSpan.FromSeconds(60), Cancel), Cancel);

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => store.CommitAsync(Batch(Change.Of(Change.Key("c1"), 0, Clock.Now)), Cancel));
        Assert.Empty(await store.ListFirmsAsync(Cancel));

        release.Set();
        Assert.True(await holding);
        Assert.True(await store.IsWritableAsync(Cancel));
    }

    [Fact]
    public async Task Write_TooManyWait_TheNextIsRefusedAtOnce()
    {
        await using var store = new SqliteStore(new SqliteStoreOptions { Path = Path, MaxWaiting = 2 }, Clock);
        await store.OpenAsync(Cancel);
        using var release = new ManualResetEventSlim();
        var holding = store.WriteAsync(_ => release.Wait(TimeSpan.FromSeconds(60), Cancel), Cancel);
        var waiting = Enumerable.Range(0, 2)
            .Select(n => store.CommitAsync(Batch(Change.Of(Change.Key($"c{n}"), 0, Clock.Now)), Cancel)).ToList();

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => store.CommitAsync(Batch(Change.Of(Change.Key("c9"), 0, Clock.Now)), Cancel));

        release.Set();
        await holding;
        Assert.All(await Task.WhenAll(waiting), result => Assert.IsType<CommitResult.Committed>(result));
    }
}
