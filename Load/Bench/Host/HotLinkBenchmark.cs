using Counterpart.Links;

namespace Counterpart.Load;

/// <summary>One link that everybody edits: commits shared by all, against one for each edit.</summary>
internal sealed class HotLinkBenchmark : IBenchmark
{
    public string Name => "hot-link";

    public string Description => "Everybody edits one link: commits that hold many edits, over one commit for each.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var (start, links) = await HostStart.CreateAsync(context, usual: 10_000, cancel);
        LinkKey[] link = [links[links.Length / 2]];
        var editors = context.Callers(256);
        return await RoundsInTurn.RunAsync(context, Name, context.Rounds(5), context.WarmUp(5), context.Duration(2), wanted: null, TogetherAndSingleAsync);

        async Task<(Round Together, Round Single)> TogetherAndSingleAsync(TimeSpan duration) =>
            (await RoundAsync("together", null, duration), await RoundAsync("single", 1, duration));

        async Task<Round> RoundAsync(string name, int? limit, TimeSpan duration)
        {
            var file = context.Folder.Copy(start, "hot.db");
            var (round, _) = await new HostRound(file, context.Clock).RunAsync(name, link, editors, duration, limit, cancel);
            BenchFolder.Remove(file);
            return round;
        }
    }
}
