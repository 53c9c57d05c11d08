using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Load;
using Counterpart.Load.Scale;
using Counterpart.Storage;
using Counterpart.Tests.EndToEnd;

namespace Counterpart.Tests.Scale;

/// <summary>Databases that the benchmarks make are such as the product makes them.</summary>
public sealed class ScaleDatabaseTests : IDisposable
{
    private readonly BenchFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ColdRawRound_OverAHostsDatabase_LeavesLinksThatAHostGoesOnWith()
    {
        const int Batch = 40;
        var file = await MakeAsync("raw.db", Batch * 2, ManyLinks.Firms);
        var record = new JournalEntry(4, "system:clientworks", RealClock.Instance.GetUtcNow(), "[]"u8.ToArray());
        var raw = new ColdRawRound(file, new Walk(Batch * 2), 0, Batch, record, RealClock.Instance);

        var round = raw.Run("raw", TimeSpan.Zero, TimeSpan.Zero);

        Assert.Equal((Batch, 1, Batch * 2L), (round.Edits, round.Batches, raw.Next));
        await using var open = await OpenHost.OpenAsync(file, new LinkHostOptions(), RealClock.Instance, Cancel);
        for (var number = 0; number < Batch * 2; number++)
        {
            var history = await open.Store.ReadHistoryAsync(SampleLinks.Key(ManyLinks.Client(number)), long.MaxValue, 10, Cancel);
            Assert.Equal([4, 3, 2, 1], history.Select(entry => entry.Revision));
        }

        await EachOnceAsync(open.Host, 0, Batch * 2, ManyLinks.Firms);
    }

    [Fact]
    public async Task ColdEditors_OneWalk_EditsEachLinkOnce()
    {
        const int Links = 3_000;
        var file = await MakeAsync("cold.db", Links, ManyLinks.Firms);
        await using var open = await OpenHost.OpenAsync(file, new LinkHostOptions(), RealClock.Instance, Cancel);
        var editors = new ColdEditors(open.Host, new Walk(Links), 0, callers: 4, revision: 7, RealClock.Instance);

        var edits = await editors.EditAsync(TimeSpan.FromMilliseconds(20), Cancel);

        Assert.InRange(edits, 1, Links);
        Assert.Equal(editors.Next, edits);
        Assert.Equal(edits, open.Host.LinksInMemory);
    }

    [Fact]
    public async Task Grow_Links_HaveThatManyRecordsAndCanBeEdited()
    {
        var file = await MakeAsync("grown.db", links: 4, firms: 1);
        LongHistories.Grow(file, 40, RealClock.Instance.GetUtcNow());
        await using var open = await OpenHost.OpenAsync(file, new LinkHostOptions(), RealClock.Instance, Cancel);

        await EachOnceAsync(open.Host, 0, 4, firms: 1);

        var history = await open.Store.ReadHistoryAsync(SampleLinks.Key(new SampleClient(2)), long.MaxValue, 1_000, Cancel);
        Assert.Equal(41, history.Count);
        Assert.Equal(Enumerable.Range(1, 41).Reverse(), history.Select(record => (int)record.Revision));
    }

    private async Task<string> MakeAsync(string name, int links, int firms)
    {
        var file = folder.File(name);
        await using var store = new SqliteStore(new SqliteStoreOptions { Path = file }, RealClock.Instance);
        await store.OpenAsync(Cancel);
        await SampleLinks.FillAsync(store, links, firms, RealClock.Instance, Cancel);
        return file;
    }

    private static Task EachOnceAsync(LinkHost host, int from, int to, int firms) => Parallel.ForAsync(from, to, Cancel, async (number, stop) =>
    {
        var answer = await host.AskAsync(
            SampleLinks.Key(new SampleClient(number, firms)), Editors.Post(1_000, "Adeyemi-Ruiz", RealClock.Instance.GetUtcNow()), new CommandContext("system:clientworks"), stop);
        Assert.NotNull(answer.Seq);
    });
}
