using Counterpart.Hosting;
using Counterpart.Storage;
using Counterpart.Systems.ClientWorks;

namespace Counterpart.Load.Scale;

/// <summary>A million links in one process: how they come in, what they take, and how the process starts on them.</summary>
internal sealed class MillionBenchmark : IBenchmark
{
    private const int Starts = 3;
    private const int ChangesInAPost = 500;

    /// <summary>The process has done by then what it does once.</summary>
    private static readonly TimeSpan ToRest = TimeSpan.FromSeconds(3);

    public string Name => "million";

    public string Description => "A million links in one process: import, start to ready, memory at rest and with 100,000 links active, disk for a link and for an edit.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var import = await ManyLinks.MakeAsync(context, context.Links(ManyLinks.Usual, ManyLinks.Quick), cancel);
        var active = (int)context.Size("activeLinks", 100_000, quick: 10_000);
        return
        [
            Figure.Once($"{Name}: import", "links/s", import.LinksPerSecond, note: "rows, records and claims through the store's commits, 500 links each"),
            await Linking.MeasureAsync(context, cancel),
            Figure.Once($"{Name}: disk of a link", "B", import.BytesPerLink, note: "its row, its claim and the three records of its beginning"),
            await Footprints.DirectoryOnDiskAsync(context, cancel),
            .. await StartsAsync(context, import, cancel),
            .. await ActiveAsync(context, import, active, cancel),
            .. await Footprints.InMemoryAsync(context, import, active, cancel),
        ];
    }

    /// <summary>In turn with starts on a database of nothing.</summary>
    private static async Task<IReadOnlyList<Figure>> StartsAsync(BenchContext context, Import import, CancellationToken cancel)
    {
        var (many, none) = (new StartFigures(), new StartFigures());
        var empty = context.Folder.File("empty");
        for (var round = 0; round <= Starts; round++)
        {
            foreach (var (folder, figures) in ((string, StartFigures)[])[(empty, none), (import.Folder, many)])
            {
                await using var process = await ApiProcess.StartAsync(folder, context.Clock, cancel);
                await Task.Delay(ToRest, context.Clock, cancel);
                if (round > 0)
                {
                    figures.Ready.Add(process.UntilReady.TotalSeconds);
                    figures.Memory.Add(process.Memory);
                }

                await process.StopAsync(context.Clock, cancel);
            }
        }

        return
        [
            Figure.Ratio("start", [.. many.Ready.Zip(none.Ready, (one, other) => one / other)], Wanted.AtMost(1.25), "start to ready over that on an empty database"),
            new Figure("million: start to ready", "s", many.Ready),
            new Figure("million: memory at rest", "MiB", many.Memory, Note: "of the process, without channels"),
            new Figure("million: memory at rest, empty", "MiB", none.Memory),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> ActiveAsync(BenchContext context, Import import, int active, CancellationToken cancel)
    {
        await ImportKeysAsync(context, import, cancel);
        var revision = context.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var walk = new Walk(import.Links);
        var posts = Enumerable.Range(0, active).Select(step => SampleLinks.Key(ManyLinks.Client(walk.At(step)))).GroupBy(link => link.Firm, StringComparer.Ordinal)
            .SelectMany(firm => firm.Chunk(ChangesInAPost)).ToList();
        var before = new FileInfo(import.File).Length;
        await using var process = await ApiProcess.StartAsync(import.Folder, context.Clock, cancel);
        var started = context.Clock.GetTimestamp();
        await Parallel.ForEachAsync(
            posts, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancel },
            async (links, stop) => await process.PostAsync(KeyOf(links[0].Firm), links, revision, stop));
        var took = context.Clock.GetElapsedTime(started);
        var memory = process.Memory;
        await process.StopAsync(context.Clock, cancel);
        return
        [
            Figure.Once("million: memory with active links", "MiB", memory, Wanted.AtMost(1024), $"of the process, when {active:#,0} links had each been edited once"),
            Figure.Once("million: posted edits", "edits/s", active / took.TotalSeconds, note: $"over HTTP, {ChangesInAPost} changes in a post, of links that are not in memory"),
            Figure.Once("million: disk of an edit", "B", (new FileInfo(import.File).Length - before) / (double)active, note: "one changed field"),
        ];
    }

    /// <summary>Each firm's hub has a key.</summary>
    private static async Task ImportKeysAsync(BenchContext context, Import import, CancellationToken cancel)
    {
        await using var store = new SqliteStore(new SqliteStoreOptions { Path = import.File }, context.Clock);
        await store.OpenAsync(cancel);
        var keys = new AccessKeys(store, context.Clock);
        for (var firm = 0; firm < ManyLinks.Firms; firm++)
        {
            await keys.ImportAsync(KeyOf(SampleLinks.FirmOf(firm)), SampleLinks.FirmOf(firm), Role.System, ClientWorksFactory.Name, "bench", cancel);
        }
    }

    private static string KeyOf(string firm) => $"cpk_bench_{firm}";

    private sealed record StartFigures
    {
        public List<double> Ready { get; } = [];

        public List<double> Memory { get; } = [];
    }
}
