using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Load.Scale;

/// <summary>Gives every link of a database a long history: the record of an edit again and again, all links in turn.</summary>
internal static class LongHistories
{
    private const int RecordsAtOnce = 100_000;

    /// <param name="events">How many records each link has then.</param>
    public static void Grow(string file, int events, DateTimeOffset now)
    {
        using var database = Database.Open(file, TimeSpan.FromSeconds(5));
        database.Execute(WriterPragmas.Of(new SqliteStoreOptions { Path = file }));
        foreach (var (firm, lastSeq) in database.Prepare("select no, last_seq from firm where last_seq > 0").All(static row => (row.Long(0), row.Long(1))))
        {
            Grow(database, firm, lastSeq, events, now);
        }
    }

    private static void Grow(Database database, long firm, long lastSeq, int events, DateTimeOffset now)
    {
        var links = database
            .Prepare("select l.row, l.last_seq, f.id, l.name, s.content from link l join firm f on f.no = l.firm join state s on s.link = l.row where l.firm = ?1 order by l.row").Bind(firm)
            .All(static row => new Grown(row.Long(0), row.Long(1), StateCodec.Read(LinkKey.Parse(row.Text(2), row.Text(3)), row.Blob(4))));
        var statements = new CommitStatements(database);
        var batch = statements.InsertBatch(Guid.CreateVersion7(now));
        var edits = links.ConvertAll(link => EventJson.Write(LinkDecider.Decide(link.State, Editors.Post(2, "Okafor", now), FixedSettings.Rules).Events));
        var steps = events - (int)links[0].State.Revision;
        for (var step = 0; step < steps;)
        {
            database.Transact(() =>
            {
                for (var end = Math.Min(steps, step + Math.Max(1, RecordsAtOnce / links.Count)); step < end; step++)
                {
                    for (var place = 0; place < links.Count; place++)
                    {
                        var link = links[place];
                        link.State = link.State with { Revision = link.State.Revision + 1 };
                        statements.InsertJournal(
                            firm, ++lastSeq, link.LastSeq, link.Row, batch, new JournalEntry(link.State.Revision, "system:clientworks", now, edits[place]));
                        link.LastSeq = lastSeq;
                    }
                }
            });
        }

        database.Transact(() =>
        {
            var row = database.Prepare("update link set revision = ?2, last_seq = ?3 where row = ?1");
            var state = database.Prepare("update state set revision = ?2, content = ?3 where link = ?1");
            foreach (var link in links)
            {
                row.Bind(link.Row).Bind(link.State.Revision).Bind(link.LastSeq).Run();
                state.Bind(link.Row).Bind(link.State.Revision).Bind(StateCodec.Write(link.State)).Run();
            }

            database.Prepare("update firm set last_seq = ?2 where no = ?1").Bind(firm).Bind(lastSeq).Run();
        });
    }

    private sealed class Grown(long row, long lastSeq, LinkState state)
    {
        public long Row => row;

        public long LastSeq { get; set; } = lastSeq;

        public LinkState State { get; set; } = state;
    }
}
