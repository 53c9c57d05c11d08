using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Load.Scale;

/// <summary>Edits some links of a database that lies there from round to round.</summary>
/// <param name="links">The links that are edited, evenly.</param>
internal sealed class SlopeDatabase(string file, LinkKey[] links, TimeProvider clock)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.4);

    public string File => file;

    public static async Task<SlopeDatabase> MakeAsync(BenchContext context, string name, int links, int firms, CancellationToken cancel)
    {
        var file = context.Folder.File(name);
        await using var store = new SqliteStore(new SqliteStoreOptions { Path = file }, context.Clock);
        await store.OpenAsync(cancel);
        await SampleLinks.FillAsync(store, links, firms, context.Clock, cancel);
        return new SlopeDatabase(file, Keys(links, firms), context.Clock);
    }

    public static LinkKey[] Keys(int links, int firms) => [.. Enumerable.Range(0, links).Select(number => SampleLinks.Key(new SampleClient(number, firms)))];

    public async Task<Round> EditAsync(string name, int callers, TimeSpan duration, CancellationToken cancel)
    {
        await using var open = await OpenHost.OpenAsync(file, new LinkHostOptions(), clock, cancel);
        var editors = new Editors(open.Host, links, callers, clock, clock.GetUtcNow().ToUnixTimeMilliseconds());
        await editors.EditAsync(WarmUp, cancel);
        var before = await open.LastBatchAsync(cancel);
        GC.Collect();
        var gauge = new Gauge(clock);
        var round = gauge.Read(name, await editors.EditAsync(duration, cancel), batches: 0);
        return round with { Batches = (int)(await open.LastBatchAsync(cancel) - before) };
    }
}
