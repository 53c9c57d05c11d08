using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Tests.Hosting;

public sealed class RowReaderTests : IDisposable
{
    private readonly FakeStore store = new();
    private readonly SemaphoreSlim begun = new(0);
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RowReaderTests() => (store.Loading, store.LoadsAfter) = (() => begun.Release(), goOn.Task);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => begun.Dispose();

    [Fact]
    public async Task Read_WhileAllPlacesAreTaken_GathersForOneMore()
    {
        var reader = new RowReader(store, atOnce: 2);
        var reads = new List<Task>();
        foreach (var client in (string[])["a", "b"])
        {
            reads.Add(reader.ReadAsync(Key(client), Cancel));
            await begun.WaitAsync(Cancel);
        }

        reads.AddRange(((string[])["c", "d", "e"]).Select(client => reader.ReadAsync(Key(client), Cancel)));
        Assert.Equal(2, store.Loads);
        goOn.SetResult();
        await Task.WhenAll(reads);

        Assert.Equal(3, store.Loads);
    }

    [Fact]
    public async Task Read_OfALinkThatIsBeingRead_IsReadAgain()
    {
        var reader = new RowReader(store, atOnce: 1);
        var first = reader.ReadAsync(Key("a"), Cancel);
        await begun.WaitAsync(Cancel);
        var second = reader.ReadAsync(Key("a"), Cancel);
        goOn.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(2, store.Loads);
    }

    [Fact]
    public async Task Read_AfterAllAreAnswered_BeginsAtOnce()
    {
        goOn.SetResult();
        var reader = new RowReader(store, atOnce: 1);
        for (var time = 1; time <= 3; time++)
        {
            Assert.Null(await reader.ReadAsync(Key("a"), Cancel));
            Assert.Equal(time, store.Loads);
        }
    }

    private static LinkKey Key(string client) => new("firm", "clientworks-wealthbox", client);
}
