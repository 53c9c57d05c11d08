using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems.Wealthbox;

namespace Counterpart.Load.Scale;

/// <summary>
/// What a host does to links that are not in memory, by a bare loop over the same database: batch by batch each row and its state are read
/// by its name, a record is appended, the row is written, a due time set. No queue, task, decision or encoding.
/// </summary>
/// <remarks>Records are those of an edit, so that a host can go on with the links.</remarks>
/// <param name="from">The step that the walk goes on from; it goes a step for each edit.</param>
/// <param name="batch">Links in a commit.</param>
/// <param name="record">The record that every edit appends.</param>
internal sealed class ColdRawRound(string path, Walk walk, long from, int batch, JournalEntry record, TimeProvider clock)
{
    /// <summary>The walk's next step.</summary>
    public long Next { get; private set; } = from;

    public Round Run(string name, TimeSpan warmUp, TimeSpan duration)
    {
        using var database = Database.Open(path, TimeSpan.FromSeconds(5));
        database.Execute(WriterPragmas.Of(new SqliteStoreOptions { Path = path }));
        var statements = new CommitStatements(database);
        var read = database.Prepare(
            "select l.row, l.revision, l.last_seq, s.content from link l join state s on s.link = l.row where l.firm = ?1 and l.name = ?2");
        var numbers = new Numbers();
        For(warmUp, () => Commit(database, statements, read, numbers));
        GC.Collect();
        var gauge = new Gauge(clock);
        var batches = For(duration, () => Commit(database, statements, read, numbers));
        return gauge.Read(name, (long)batches * batch, batches);
    }

    private int For(TimeSpan duration, Action commit)
    {
        var (started, batches) = (clock.GetTimestamp(), 0);
        do
        {
            commit();
            batches++;
        }
        while (clock.GetElapsedTime(started) < duration);
        return batches;
    }

    private void Commit(Database database, CommitStatements statements, Statement read, Numbers numbers)
    {
        // As they lie in the database.
        var clients = new int[batch];
        for (var place = 0; place < batch; place++)
        {
            clients[place] = walk.At(Next++);
        }

        Array.Sort(clients);
        var links = Array.ConvertAll(clients, number => SampleLinks.Key(ManyLinks.Client(number)));
        var firms = Array.ConvertAll(links, link => numbers.TakeFirm(database, link.Firm));
        var channels = Array.ConvertAll(links, link => numbers.TakeChannel(database, link.Firm, WealthboxFactory.Name));
        var now = clock.GetUtcNow();
        var next = new Dictionary<long, long>();
        database.Begin();
        var rows = new (long Number, long Revision, long LastSeq, byte[] State)[batch];
        for (var place = 0; place < batch; place++)
        {
            var link = links[place];
            rows[place] = read.Bind(firms[place]).Bind(link.Name).First(static found => (found.Long(0), found.Long(1), found.Long(2), found.Blob(3)));
        }

        foreach (var firm in firms.CountBy(firm => firm))
        {
            next[firm.Key] = statements.TakeSequences(firm.Key, firm.Value) - firm.Value;
        }

        var number = statements.InsertBatch(Guid.CreateVersion7(now));
        for (var place = 0; place < batch; place++)
        {
            var (row, seq) = (rows[place], next[firms[place]] += 1);
            statements.MoveLink(row.Number, row.Revision, row.Revision + 1, seq);
            statements.InsertJournal(firms[place], seq, row.LastSeq, row.Number, number, record with { Revision = row.Revision + 1 });
            statements.SetDue(channels[place], row.Number, now);
        }

        database.Commit();
    }
}
