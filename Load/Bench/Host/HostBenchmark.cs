using Counterpart.Links;

namespace Counterpart.Load;

/// <summary>The host against its own statements in a bare loop.</summary>
internal sealed class HostBenchmark : IBenchmark
{
    public string Name => "host-vs-raw";

    public string Description => "Durable edits a second through the in-process host, over the same statements again in a bare loop.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var (start, links) = await HostStart.CreateAsync(context, usual: 10_000, cancel);
        var (callers, warmUp) = (context.Callers(1024), context.WarmUp(8));
        return await RoundsInTurn.RunAsync(context, Name, context.Rounds(5), warmUp, context.Duration(3), Wanted.AtLeast(0.75), HostAndRawAsync);

        async Task<(Round Host, Round Raw)> HostAndRawAsync(TimeSpan duration)
        {
            var played = context.Folder.Copy(start, "host.db");
            var (host, after) = await new HostRound(played, context.Clock).RunAsync("host", links, callers, duration, batchLimit: null, cancel);
            var raw = new RawRound(context.Folder.Copy(start, "raw.db"), context.Clock).Run("raw", Recording.Read(start, played, after));
            BenchFolder.Remove(played);
            BenchFolder.Remove(context.Folder.File("raw.db"));
            return (host, raw);
        }
    }
}
