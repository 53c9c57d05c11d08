using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems.ClientWorks;
using Counterpart.Systems.Wealthbox;

namespace Counterpart.Load.Scale;

/// <summary>What one more of something takes, on the disk or in memory.</summary>
internal static class Footprints
{
    private const int Records = 20_000;
    private const int RecordsAtOnce = 500;
    private const int AtATime = 64;

    public static async Task<Figure> DirectoryOnDiskAsync(BenchContext context, CancellationToken cancel)
    {
        var file = context.Folder.File("directory.db");
        await using (var store = new SqliteStore(new SqliteStoreOptions { Path = file }, context.Clock))
        {
            await store.OpenAsync(cancel);
            var now = context.Clock.GetUtcNow();
            foreach (var numbers in Enumerable.Range(0, Records / 2).Chunk(RecordsAtOnce))
            {
                foreach (var (system, of) in ((string, Func<int, SystemRecord>)[])[(ClientWorksFactory.Name, Hub), (WealthboxFactory.Name, Partner)])
                {
                    DirectoryRow[] rows = [.. numbers.Select(of).Select(record => new DirectoryRow(
                        Profiles.Of(record, "US"), record.Book, Deleted: false, now, DirectoryContent.Write(record, now, now)))];
                    await store.UpsertRecordsAsync(SampleLinks.Firm, system, null, rows, cancel);
                }
            }
        }

        return Figure.Once("million: disk of a directory record", "B", new FileInfo(file).Length / (double)Records, note: "a link has two");
    }

    /// <summary>Of a link that is in use, and of what a channel remembers of a record that it has read.</summary>
    public static async Task<IReadOnlyList<Figure>> InMemoryAsync(BenchContext context, Import import, int links, CancellationToken cancel)
    {
        await using var open = await OpenHost.OpenAsync(import.File, new LinkHostOptions { LinksInMemory = links * 2 }, context.Clock, cancel);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var now = context.Clock.GetUtcNow();
        await Parallel.ForAsync(0, links, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel }, async (number, stop) =>
            await open.Host.AskAsync(SampleLinks.Key(ManyLinks.Client(number)), Editors.Post(0, "Early", now), new CommandContext("system:clientworks"), stop));
        var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)open.Host.LinksInMemory;
        before = GC.GetTotalMemory(forceFullCollection: true);
        var known = new KnownContent(TimeSpan.Zero);
        for (var number = 0; number < links; number++)
        {
            known.Add(Hub(number), now);
        }

        var remembered = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)links;
        GC.KeepAlive(known);
        return
        [
            Figure.Once("million: memory of a link in use", "B", held, note: "objects alone, without what the collector keeps free"),
            Figure.Once("million: memory of a record that a channel knows", "B", remembered, note: "at most 200,000 a channel"),
        ];
    }

    private static SystemRecord Hub(int number) => Record(number, client => client.Id, client => client.Hub, revision: 1);

    private static SystemRecord Partner(int number) => Record(number, client => client.PartnerId, client => client.Partner, revision: null);

    private static SystemRecord Record(int number, Func<SampleClient, string> id, Func<SampleClient, RecordContent> content, long? revision)
    {
        var client = new SampleClient(number);
        return new SystemRecord { Id = id(client), Kind = RecordKind.Person, Content = content(client), Book = revision is null ? null : $"adviser-{number % 20}", Revision = revision };
    }
}
