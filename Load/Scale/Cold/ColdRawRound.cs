using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems.Wealthbox;

namespace Counterpart.Load.Scale;

/// <summary>
/// What a host does to links that are not in memory, by a bare loop over the same database: batch by batch each row is read by its name
/// and written, a record appended, a due time set. No queue, task, decision or encoding.
/// </summary>
/// <remarks>Rows are written with what they hold, so that a host can go on with them.</remarks>
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
        var read = database.Prepare("select row, revision, last_seq, epoch, phase, partner, state, notices, differing from link where firm = ?1 and name = ?2");
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
        var rows = new LinkRow[batch];
        for (var place = 0; place < batch; place++)
        {
            var link = links[place];
            rows[place] = read.Bind(firms[place]).Bind(link.Name).First(found => Read(found, link))!;
        }

        foreach (var firm in firms.CountBy(firm => firm))
        {
            next[firm.Key] = statements.TakeSequences(firm.Key, firm.Value) - firm.Value;
        }

        var number = statements.InsertBatch(Guid.CreateVersion7(now));
        for (var place = 0; place < batch; place++)
        {
            var (row, seq) = (rows[place], next[firms[place]] += 1);
            statements.UpdateLink(row.RowNumber, row.Revision, seq, row);
            statements.InsertJournal(firms[place], seq, row.LastSeq, row.RowNumber, number, record);
            statements.SetDue(channels[place], row.RowNumber, now);
        }

        database.Commit();
    }

    private static LinkRow Read(Statement found, LinkKey key) => new()
    {
        Key = key,
        RowNumber = found.Long(0),
        Revision = found.Long(1),
        LastSeq = found.Long(2),
        Epoch = found.Int(3),
        Phase = found.Text(4),
        Partner = found.TextOrNull(5),
        State = found.Blob(6),
        Notices = found.Int(7),
        Differing = found.Int(8),
    };
}
