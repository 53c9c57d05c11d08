using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Load;

/// <summary>Edits through the in-process host over any store.</summary>
internal sealed class StoreRound(IStore store, TimeProvider clock)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <param name="shared">As if other nodes were on it.</param>
    /// <param name="first">Higher with every round on the same store.</param>
    public async Task<Round> RunAsync(
        string name, LinkKey[] links, int callers, TimeSpan duration, bool shared, long first, CancellationToken cancel)
    {
        await using var committer = new GroupCommitter(store, clock, new GroupCommitterOptions());
        committer.Start();
        var host = new LinkHost(new LinkEngine(store, committer, new FixedSettings(), clock, new LinkHostOptions { SharedStore = shared }));
        var editors = new Editors(host, links, callers, clock, first);
        await editors.LoadAllAsync(cancel);
        await editors.EditAsync(WarmUp, cancel);
        GC.Collect();
        var gauge = new Gauge(clock);
        var edits = await editors.EditAsync(duration, cancel);
        return gauge.Read(name, edits, batches: 0);
    }
}
