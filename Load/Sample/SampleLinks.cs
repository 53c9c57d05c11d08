using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;
using Counterpart.Systems.Wealthbox;

namespace Counterpart.Load;

/// <summary>A database of links that are linked, read once on both sides and agreed.</summary>
internal static class SampleLinks
{
    public const string Firm = "north";
    private const int Batch = 500;

    public static string FirmOf(int number) => number == 0 ? Firm : $"{Firm}-{number}";

    public static LinkKey Key(SampleClient client) => new(client.Firm, ClientWorksWealthbox.Name, client.Id);

    public static async Task CreateAsync(string path, int count, TimeProvider clock, CancellationToken cancel)
    {
        await using var store = new SqliteStore(new SqliteStoreOptions { Path = path }, clock);
        await store.OpenAsync(cancel);
        await FillAsync(store, count, firms: 1, clock, cancel);
    }

    public static async Task FillAsync(IStore store, int count, int firms, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        for (var firm = 0; firm < firms; firm++)
        {
            await store.CreateFirmAsync(new FirmRow(FirmOf(firm), "North Office", now), cancel);
        }

        // The next ones are made while these are written.
        var made = new Queue<Task<LinkCommit[]>>();
        foreach (var numbers in Enumerable.Range(0, count).Chunk(Batch))
        {
            made.Enqueue(Task.Run(() => Array.ConvertAll(numbers, number => Commit(new SampleClient(number, firms), now)), cancel));
            if (made.Count > Environment.ProcessorCount)
            {
                await WriteAsync(store, await made.Dequeue(), now, cancel);
            }
        }

        while (made.TryDequeue(out var rest))
        {
            await WriteAsync(store, await rest, now, cancel);
        }
    }

    /// <summary>A link as every link of the database is.</summary>
    public static LinkState State(SampleClient client, DateTimeOffset now) =>
        Commands(client, now).Aggregate(LinkState.New(Key(client)), (state, command) => LinkDecider.Decide(state, command, FixedSettings.Rules).State);

    private static async Task WriteAsync(IStore store, LinkCommit[] links, DateTimeOffset now, CancellationToken cancel)
    {
        if (await store.CommitAsync(new CommitBatch(Guid.CreateVersion7(now), now, links), cancel) is not CommitResult.Committed)
        {
            throw new InvalidOperationException("A new database takes every link.");
        }
    }

    private static LinkCommit Commit(SampleClient client, DateTimeOffset now)
    {
        var key = Key(client);
        var state = LinkState.New(key);
        var entries = new List<JournalEntry>();
        foreach (var command in Commands(client, now))
        {
            var decision = LinkDecider.Decide(state, command, FixedSettings.Rules);
            state = decision.State;
            entries.Add(new JournalEntry(state.Revision, "system:clientworks", now, EventJson.Write(decision.Events)));
        }

        return new LinkCommit
        {
            Key = key,
            ExpectedRevision = 0,
            Row = Row(state),
            Entries = entries,
            Claims = [new ClaimChange(WealthboxFactory.Name, "workspace-1", client.PartnerId, state.Epoch, Take: true)],
        };
    }

    public static LinkRow Row(LinkState state) => new()
    {
        Key = state.Key,
        Revision = state.Revision,
        Epoch = state.Epoch,
        Phase = PhaseNames.Of(state.Phase),
        Partner = state.Partner?.Id,
        Notices = LinkNotices.Of(state, FixedSettings.Rules).Length,
        Differing = LinkDifferences.Count(state, FixedSettings.Rules),
        State = StateCodec.Write(state),
    };

    private static IEnumerable<LinkCommand> Commands(SampleClient client, DateTimeOffset now)
    {
        yield return new LinkCommand.Choose(new PartnerTenant(WealthboxFactory.Name, "workspace-1"), client.Candidate, now) { At = now };
        yield return Read(Side.Hub, client.Hub, revision: 1, now);
        yield return Read(Side.Partner, client.Partner, revision: null, now);
    }

    private static LinkCommand.Observe Read(Side side, RecordContent content, long? revision, DateTimeOffset now) =>
        new(new RecordRead { Side = side, Content = content, StartedAt = now, EndedAt = now, Revision = revision, Single = true }) { At = now };
}
