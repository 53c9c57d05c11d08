namespace Counterpart.Storage;

/// <summary>The statements that write a batch: one for each table, whatever the number of its rows.</summary>
internal sealed class CommitWrites(Trip trip, PlannedLink[] links, Dictionary<(string Firm, string System), long> channels)
{
    public void Add(Dictionary<long, long> lastSeqs, long batch, List<long> expiredReplies)
    {
        trip.Add(
            "update firm f set last_seq = k.last_seq from unnest($1::bigint[], $2::bigint[]) as k (no, last_seq) where f.no = k.no",
            lastSeqs.Keys.ToArray(),
            lastSeqs.Values.ToArray());
        InsertLinks([.. links.Where(link => link.IsNew)]);
        UpdateLinks();
        InsertJournal(batch);
        AddDueAndReplies(expiredReplies);
    }

    public void AddDueAndReplies(List<long> expiredReplies)
    {
        WriteDue();
        WriteReplies(expiredReplies);
    }

    private void InsertLinks(PlannedLink[] rows)
    {
        if (rows.Length > 0)
        {
            trip.Add(
                """
                insert into link (no, revision, last_seq, epoch, phase, partner, notices, differing, state, firm, name)
                select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::integer[], $5::text[], $6::text[], $7::integer[],
                  $8::integer[], $9::bytea[], $10::bigint[], $11::text[])
                """,
                [.. LinkValues(rows), rows.Select(link => link.Firm).ToArray(), rows.Select(link => link.Commit.Key.Name).ToArray()]);
        }
    }

    /// <summary>Only rows that their commits bring. In the order of their numbers, so that two batches don't wait for each other.</summary>
    private void UpdateLinks()
    {
        if (links.Where(link => link is { IsNew: false, Commit.Row: not null }).OrderBy(link => link.Row).ToArray() is { Length: > 0 } rows)
        {
            trip.Add(
                """
                update link l set revision = k.revision, last_seq = k.last_seq, epoch = k.epoch, phase = k.phase, partner = k.partner,
                  notices = k.notices, differing = k.differing, state = k.state
                from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::integer[], $5::text[], $6::text[], $7::integer[],
                  $8::integer[], $9::bytea[]) as k (no, revision, last_seq, epoch, phase, partner, notices, differing, state)
                where l.no = k.no
                """,
                LinkValues(rows));
        }
    }

    private static object?[] LinkValues(PlannedLink[] rows) => LinkValues(rows, Array.ConvertAll(rows, link => link.LastSeq));

    /// <param name="seqs">The rows' last sequences, or what they are computed from.</param>
    public static object?[] LinkValues<T>(PlannedLink[] rows, T[] seqs) =>
    [
        Array.ConvertAll(rows, link => link.Row),
        Array.ConvertAll(rows, link => link.Commit.Row!.Revision),
        seqs,
        Array.ConvertAll(rows, link => link.Commit.Row!.Epoch),
        Array.ConvertAll(rows, link => link.Commit.Row!.Phase),
        Array.ConvertAll(rows, link => link.Commit.Row!.Partner),
        Array.ConvertAll(rows, link => link.Commit.Row!.Notices),
        Array.ConvertAll(rows, link => link.Commit.Row!.Differing),
        Array.ConvertAll(rows, link => link.Commit.Row!.State),
    ];

    private void InsertJournal(long batch)
    {
        var count = links.Sum(link => link.Commit.Entries.Count);
        if (count == 0)
        {
            return;
        }

        var (places, numbers, revisions, times) = (new long[count], new long[count], new long[count], new long[count]);
        var (actors, events) = (new string[count], new ReadOnlyMemory<byte>[count]);
        var at = 0;
        foreach (var link in links)
        {
            var seq = link.LastSeq - link.Commit.Entries.Count;
            foreach (var entry in link.Commit.Entries)
            {
                (places[at], numbers[at]) = (JournalPlace.Of(link.Firm, ++seq), link.Row);
                (revisions[at], times[at], actors[at], events[at]) = (entry.Revision, entry.At.UtcTicks, entry.Actor, entry.Events);
                at++;
            }
        }

        trip.Add(
            """
            insert into journal (batch, place, link, revision, at, actor, events)
            select $1, k.* from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::bytea[]) as k
            """,
            batch,
            places,
            numbers,
            revisions,
            times,
            actors,
            events);
    }

    private void WriteDue()
    {
        var changes = links
            .SelectMany(link => link.Commit.Due.Select(due => (Channel: channels[(link.Commit.Key.Firm, due.System)], Link: link.Row, due.NotBefore)))
            .GroupBy(due => (due.Channel, due.Link))
            .Select(same => same.Last())
            .ToList();
        if (changes.Where(due => due.NotBefore is not null).ToArray() is { Length: > 0 } set)
        {
            trip.Add(
                """
                insert into due (channel, link, not_before) select * from unnest($1::bigint[], $2::bigint[], $3::bigint[])
                on conflict (channel, link) do update set not_before = excluded.not_before
                """,
                Array.ConvertAll(set, due => due.Channel),
                Array.ConvertAll(set, due => due.Link),
                Array.ConvertAll(set, due => due.NotBefore!.Value.UtcTicks));
        }

        if (changes.Where(due => due.NotBefore is null).ToArray() is { Length: > 0 } cleared)
        {
            trip.Add(
                """
                delete from due d using unnest($1::bigint[], $2::bigint[]) as k (channel, link)
                where d.channel = k.channel and d.link = k.link
                """,
                Array.ConvertAll(cleared, due => due.Channel),
                Array.ConvertAll(cleared, due => due.Link));
        }
    }

    private void WriteReplies(List<long> expired)
    {
        if (expired.Count > 0)
        {
            trip.Add("delete from reply where no = any($1)", expired.ToArray());
        }

        var replies = links.SelectMany(link => link.Commit.Replies.Select(reply => (link.Firm, Row: reply))).ToArray();
        if (replies.Length > 0)
        {
            trip.Add(
                """
                insert into reply (place, firm, caller, key, item, request_hash, expires, reply)
                select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bytea[])
                """,
                Array.ConvertAll(replies, reply => ReplyPlace.Of(reply.Firm, reply.Row)),
                Array.ConvertAll(replies, reply => reply.Firm),
                Array.ConvertAll(replies, reply => reply.Row.Caller),
                Array.ConvertAll(replies, reply => reply.Row.Key),
                Array.ConvertAll(replies, reply => reply.Row.Item),
                Array.ConvertAll(replies, reply => reply.Row.RequestHash),
                Array.ConvertAll(replies, reply => reply.Row.Expires.UtcTicks),
                Array.ConvertAll(replies, reply => reply.Row.Reply));
        }
    }
}
