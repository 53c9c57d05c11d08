using Counterpart.Storage;

namespace Counterpart.Load;

/// <summary>The statements of a host's round again, batch by batch, by a bare loop: no queue, task, decision or encoding.</summary>
internal sealed class RawRound(string path, TimeProvider clock)
{
    public Round Run(string name, Recording recording)
    {
        using var database = Database.Open(path, TimeSpan.FromSeconds(5));
        database.Execute(WriterPragmas.Of(new SqliteStoreOptions { Path = path }));
        var statements = new CommitStatements(database);
        var numbers = new Numbers();
        var ids = Enumerable.Range(0, recording.Batches.Count).Select(_ => Guid.CreateVersion7(clock.GetUtcNow())).ToArray();
        var byRow = recording.Batches.Select(batch => batch.OrderBy(link => link.Number).ToArray()).ToArray();
        for (var batch = 0; batch < recording.MeasuredFrom; batch++)
        {
            Commit(database, statements, numbers, recording.Batches[batch], byRow[batch], ids[batch]);
        }

        GC.Collect();
        var gauge = new Gauge(clock);
        for (var batch = recording.MeasuredFrom; batch < byRow.Length; batch++)
        {
            Commit(database, statements, numbers, recording.Batches[batch], byRow[batch], ids[batch]);
        }

        return gauge.Read(name, recording.Edits, byRow.Length - recording.MeasuredFrom);
    }

    private static void Commit(
        Database database, CommitStatements statements, Numbers numbers, RecordedLink[] inOrder, RecordedLink[] byRow, Guid id)
    {
        var firm = numbers.TakeFirm(database, SampleLinks.Firm);
        var count = 0;
        foreach (var link in inOrder)
        {
            count += link.Entries.Count;
        }

        database.Begin();
        var previous = new Dictionary<long, long>(byRow.Length);
        foreach (var link in byRow)
        {
            previous[link.Number] = statements.FindLink(link.Number)!.Value.LastSeq;
        }

        var seq = statements.TakeSequences(firm, count) - count;
        var lastSeqs = new Dictionary<long, long>(byRow.Length);
        foreach (var link in inOrder)
        {
            lastSeqs[link.Number] = seq += link.Entries.Count;
        }

        foreach (var link in byRow)
        {
            var lastSeq = lastSeqs[link.Number];
            if (!(link.Row is { } row
                ? statements.UpdateLink(link.Number, link.ExpectedRevision, lastSeq, row)
                : statements.MoveLink(link.Number, link.ExpectedRevision, link.ExpectedRevision + link.Entries.Count, lastSeq)))
            {
                throw new InvalidOperationException("The recording does not fit the database.");
            }
        }

        var number = statements.InsertBatch(id);
        foreach (var link in inOrder)
        {
            var before = previous[link.Number];
            var at = lastSeqs[link.Number] - link.Entries.Count;
            foreach (var entry in link.Entries)
            {
                statements.InsertJournal(firm, ++at, before, link.Number, number, entry);
                before = at;
            }
        }

        foreach (var link in byRow)
        {
            foreach (var (system, notBefore) in link.Due)
            {
                var channel = numbers.TakeChannel(database, SampleLinks.Firm, system);
                if (notBefore is { } time)
                {
                    statements.SetDue(channel, link.Number, time);
                }
                else
                {
                    statements.ClearDue(channel, link.Number);
                }
            }
        }

        database.Commit();
    }
}
