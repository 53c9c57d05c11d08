using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Load;

/// <summary>Edits through the in-process host over a database of its own.</summary>
internal sealed class HostRound(string path, TimeProvider clock)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);

    /// <param name="batchLimit">The most edits a commit; null for the product's own.</param>
    /// <returns>The round, and the sequence after which it was measured.</returns>
    public async Task<(Round Round, long After)> RunAsync(
        string name, LinkKey[] links, int callers, TimeSpan duration, int? batchLimit, CancellationToken cancel)
    {
        await using var store = new SqliteStore(new SqliteStoreOptions { Path = path }, clock);
        await store.OpenAsync(cancel);
        var commits = new GroupCommitterOptions();
        commits.BatchLimit = batchLimit ?? commits.BatchLimit;
        await using var committer = new GroupCommitter(store, clock, commits);
        committer.Start();
        var host = new LinkHost(new LinkEngine(store, committer, new FixedSettings(), clock, new LinkHostOptions()));
        var editors = new Editors(host, links, callers, clock);
        await editors.LoadAllAsync(cancel);
        await editors.EditAsync(WarmUp, cancel);
        var after = await BatchCountAsync(store, cancel);
        GC.Collect();
        var gauge = new Gauge(clock);
        var edits = await editors.EditAsync(duration, cancel);
        var round = gauge.Read(name, edits, batches: 0);
        var (batches, seq) = await BatchCountAsync(store, cancel);
        return (round with { Batches = batches - after.Batches }, after.Seq);
    }

    private static Task<(int Batches, long Seq)> BatchCountAsync(SqliteStore store, CancellationToken cancel) => store.WriteAsync(
        database => (
            (int)database.Prepare("select max(no) from batch").First(static row => row.Long(0)),
            database.Prepare("select max(last_seq) from firm").First(static row => row.Long(0))),
        cancel);
}
