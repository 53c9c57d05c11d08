using Counterpart.Links;

namespace Counterpart.Load.Scale;

/// <summary>What an edit costs as the work grows: more links, more firms, longer histories.</summary>
internal sealed class SlopesBenchmark : IBenchmark
{
    private const string Everywhere = "links";
    private const string InUse = "links-in-use";
    private const string ByFirms = "firms";
    private const string ByEvents = "histories";
    private const int LinksInUse = 1_000;
    private const int LinksOfFirms = 10_000;
    private const int LinksWithHistory = 500;

    public string Name => "slopes";

    public string Description => "What a durable edit costs in processor time and seconds at 1 thousand to 1 million links, 1 to 100 firms, histories of 10 to 10,000 events.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var (rounds, callers, duration) = (context.Rounds(5), context.Callers(1024), context.Duration(1.2));
        (string Part, Func<Task<IReadOnlyList<Figure>>> Run)[] parts =
        [
            (Everywhere, LinksAsync), (InUse, LinksInUseAsync), (ByFirms, FirmsAsync), (ByEvents, HistoriesAsync),
        ];
        if (context.Part is { } wanted && !Array.Exists(parts, part => part.Part == wanted))
        {
            throw new InvalidOperationException($"{wanted} is no part of {Name}: there are {string.Join(", ", parts.Select(part => part.Part))}.");
        }

        var figures = new List<Figure>();
        foreach (var (_, run) in parts.Where(part => context.Part is null || context.Part == part.Part))
        {
            figures.AddRange(await run());
        }

        return figures;

        async Task<IReadOnlyList<Figure>> LinksAsync()
        {
            var databases = await DatabasesAsync(context, cancel);
            return await SlopeRounds.RunAsync(
                context, Everywhere, "links, edited evenly", [.. databases.Keys], rounds, wanted: null,
                (size, _) => databases[size].EditAsync(Everywhere, callers, duration, cancel));
        }

        async Task<IReadOnlyList<Figure>> LinksInUseAsync()
        {
            var databases = await DatabasesAsync(context, cancel);
            var inUse = databases.ToDictionary(
                sized => sized.Key,
                sized => new SlopeDatabase(sized.Value.File, Spread(sized.Key), context.Clock));
            return await SlopeRounds.RunAsync(
                context, InUse, $"links, {LinksInUse} of them edited", [.. databases.Keys], rounds, SlopeRounds.Flat,
                (size, _) => inUse[size].EditAsync(InUse, callers, duration, cancel));
        }

        async Task<IReadOnlyList<Figure>> FirmsAsync()
        {
            var databases = new Dictionary<int, SlopeDatabase>();
            foreach (var firms in (int[])[1, 10, 100])
            {
                databases.Add(firms, await SlopeDatabase.MakeAsync(context, $"firms-{firms}.db", LinksOfFirms, firms, cancel));
            }

            return await SlopeRounds.RunAsync(
                context, ByFirms, "firms", [1, 10, 100], rounds, SlopeRounds.Flat,
                (firms, _) => databases[firms].EditAsync(ByFirms, callers, duration, cancel));
        }

        async Task<IReadOnlyList<Figure>> HistoriesAsync()
        {
            int[] sizes = context.Quick ? [10, 100] : [10, 100, 1_000, 10_000];
            var databases = new Dictionary<int, SlopeDatabase>();
            foreach (var events in sizes)
            {
                databases.Add(events, await SlopeDatabase.MakeAsync(context, $"events-{events}.db", LinksWithHistory, firms: 1, cancel));
                LongHistories.Grow(databases[events].File, events, context.Clock.GetUtcNow());
            }

            return await SlopeRounds.RunAsync(
                context, ByEvents, "events a link", sizes, rounds, SlopeRounds.Flat,
                (events, _) => HistoryAsync(databases[events], isLast: events == sizes[^1]));
        }

        async Task<Round> HistoryAsync(SlopeDatabase database, bool isLast)
        {
            if (isLast)
            {
                return await database.EditAsync(ByEvents, callers, duration, cancel);
            }

            // A round adds some dozen events to each link: a short history would not stay one.
            var copy = context.Folder.Copy(database.File, "round.db");
            var round = await new SlopeDatabase(copy, SlopeDatabase.Keys(LinksWithHistory, firms: 1), context.Clock).EditAsync(ByEvents, callers, duration, cancel);
            BenchFolder.Remove(copy);
            return round;
        }
    }

    /// <summary>By the number of links; each with as many firms as the largest.</summary>
    private static async Task<SortedDictionary<int, SlopeDatabase>> DatabasesAsync(BenchContext context, CancellationToken cancel)
    {
        var databases = new SortedDictionary<int, SlopeDatabase>();
        foreach (var links in context.Quick ? (int[])[LinksInUse, ManyLinks.Quick] : [LinksInUse, 10_000, 100_000, ManyLinks.Usual])
        {
            var import = await ManyLinks.MakeAsync(context, links, cancel);
            databases.Add(links, new SlopeDatabase(import.File, SlopeDatabase.Keys(links, ManyLinks.Firms), context.Clock));
        }

        return databases;
    }

    /// <summary>Links that lie evenly in a database of so many.</summary>
    private static LinkKey[] Spread(int links)
    {
        var walk = new Walk(links);
        return [.. Enumerable.Range(0, LinksInUse).Select(step => SampleLinks.Key(ManyLinks.Client(walk.At(step))))];
    }
}
