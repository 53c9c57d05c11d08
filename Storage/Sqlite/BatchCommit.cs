namespace Counterpart.Storage;

/// <summary>One batch through its transaction: first every check, so that all losers are found together, then every write.</summary>
internal sealed class BatchCommit(Database database, Numbers numbers, CommitBatch batch)
{
    private readonly CommitStatements statements = new(database);

    public CommitResult Run()
    {
        var links = Plan();
        var channels = FindChannels();
        var byRow = links.ToArray();
        Array.Sort(byRow, ByRow);

        database.Begin();
        CheckLeases(links);
        Locate(byRow);
        CheckReplies(links);
        new ClaimChecks(statements).Apply(links);
        if (Array.Exists(links, link => link.Loss is not null))
        {
            database.Rollback();
            return new CommitResult.Lost([.. links.SelectMany(Loss)]);
        }

        TakeSequences(links);
        WriteLinks(byRow);
        WriteJournal(links);
        WriteDue(byRow, channels);
        WriteReplies(links);
        database.Commit();
        return new CommitResult.Committed([.. links.Select(link => link.LastSeq)], [.. links.Select(link => link.Row)]);
    }

    private static IEnumerable<LostLink> Loss(PlannedLink link) => link.Loss is { } reason ? [new LostLink(link.Index, reason, link.LostLease)] : [];

    // New rows come last, and next to each other by name.
    private static int ByRow(PlannedLink left, PlannedLink right)
    {
        var rows = (left.Row == 0 ? long.MaxValue : left.Row).CompareTo(right.Row == 0 ? long.MaxValue : right.Row);
        return rows != 0 || left.Row != 0 ? rows
            : left.Firm != right.Firm ? left.Firm.CompareTo(right.Firm)
            : string.CompareOrdinal(left.Commit.Key.Name, right.Commit.Key.Name);
    }

    private PlannedLink[] Plan()
    {
        var links = new PlannedLink[batch.Links.Count];
        for (var index = 0; index < links.Length; index++)
        {
            var commit = batch.Links[index];
            links[index] = new PlannedLink(index, numbers.TakeFirm(database, commit.Key.Firm), commit);
        }

        return links;
    }

    private Dictionary<(string Firm, string System), long> FindChannels()
    {
        var channels = new Dictionary<(string, string), long>();
        foreach (var commit in batch.Links)
        {
            foreach (var due in commit.Due)
            {
                channels.TryAdd((commit.Key.Firm, due.System), numbers.TakeChannel(database, commit.Key.Firm, due.System));
            }
        }

        return channels;
    }

    private void CheckLeases(PlannedLink[] links)
    {
        Dictionary<LeaseStamp, bool>? held = null;
        foreach (var link in links)
        {
            foreach (var lease in link.Commit.Leases)
            {
                held ??= [];
                if (!held.TryGetValue(lease, out var isHeld))
                {
                    isHeld = numbers.FindChannel(database, lease.Firm, lease.System) is { } channel && statements.HasLease(channel, lease.Token);
                    held.Add(lease, isHeld);
                }

                if (!isHeld)
                {
                    (link.Loss, link.LostLease) = (LossReason.Lease, lease);
                    break;
                }
            }
        }
    }

    private void Locate(PlannedLink[] byRow)
    {
        var lastRow = 0L;
        foreach (var link in byRow)
        {
            if (link.Loss is not null)
            {
                continue;
            }

            var stored = link.Row != 0 ? statements.FindLink(link.Row) : statements.FindLink(link.Firm, link.Commit.Key.Name);
            if ((stored?.Revision ?? 0) != link.Commit.ExpectedRevision)
            {
                link.Loss = LossReason.Revision;
            }
            else if (stored is { } found)
            {
                (link.Row, link.PreviousSeq) = (found.Row, found.LastSeq);
            }
            else
            {
                lastRow = lastRow == 0 ? statements.LastRow() : lastRow;
                link.Row = ++lastRow;
            }
        }
    }

    private void CheckReplies(PlannedLink[] links)
    {
        HashSet<(long, string, string, string)>? seen = null;
        foreach (var link in links)
        {
            foreach (var reply in link.Loss is null ? link.Commit.Replies : [])
            {
                seen ??= [];
                var isRepeat = !seen.Add((link.Firm, reply.Caller, reply.Key, reply.Item));
                var expires = isRepeat ? null : statements.FindReply(link.Firm, reply);
                if (isRepeat || expires > batch.At)
                {
                    link.Loss = LossReason.Reply;
                    break;
                }

                if (expires is not null)
                {
                    statements.DropReply(link.Firm, reply);
                }
            }
        }
    }

    private void TakeSequences(PlannedLink[] links)
    {
        var counts = new Dictionary<long, int>();
        foreach (var link in links)
        {
            counts[link.Firm] = counts.GetValueOrDefault(link.Firm) + link.Commit.Entries.Count;
        }

        var next = new Dictionary<long, long>();
        foreach (var (firm, count) in counts)
        {
            next[firm] = statements.TakeSequences(firm, count) - count;
        }

        foreach (var link in links)
        {
            var count = link.Commit.Entries.Count;
            link.LastSeq = count == 0 ? link.PreviousSeq : next[link.Firm] += count;
        }
    }

    private void WriteLinks(PlannedLink[] byRow)
    {
        foreach (var link in byRow)
        {
            if (link.IsNew)
            {
                statements.InsertLink(link.Row, link.Firm, link.LastSeq, link.Commit.Row!);
            }
            else if (!(link.Commit.Row is { } row
                ? statements.UpdateLink(link.Row, link.Commit.ExpectedRevision, link.LastSeq, row)
                : statements.MoveLink(link.Row, link.Commit.ExpectedRevision, link.Commit.ExpectedRevision + link.Commit.Entries.Count, link.LastSeq)))
            {
                throw new InvalidOperationException("A link's row changed under the transaction that checked it.");
            }
        }
    }

    private void WriteJournal(PlannedLink[] links)
    {
        var number = statements.InsertBatch(batch.Id);
        foreach (var link in links)
        {
            var previous = link.PreviousSeq;
            var seq = link.LastSeq - link.Commit.Entries.Count;
            foreach (var entry in link.Commit.Entries)
            {
                statements.InsertJournal(link.Firm, ++seq, previous, link.Row, number, entry);
                previous = seq;
            }
        }
    }

    private void WriteDue(PlannedLink[] byRow, Dictionary<(string Firm, string System), long> channels)
    {
        foreach (var link in byRow)
        {
            foreach (var due in link.Commit.Due)
            {
                var channel = channels[(link.Commit.Key.Firm, due.System)];
                if (due.NotBefore is { } notBefore)
                {
                    statements.SetDue(channel, link.Row, notBefore);
                }
                else
                {
                    statements.ClearDue(channel, link.Row);
                }
            }
        }
    }

    private void WriteReplies(PlannedLink[] links)
    {
        foreach (var link in links)
        {
            foreach (var reply in link.Commit.Replies)
            {
                statements.InsertReply(link.Firm, reply);
            }
        }
    }
}
