using Npgsql;

namespace Counterpart.Storage;

/// <summary>
/// A batch in one round trip, where nothing has to be decided on the way: every link's row is known, and no claim changes. Each check is a
/// statement that fails where it does not hold, so that nothing after it runs. Who lost is then for <see cref="PostgresCommit"/> to tell.
/// </summary>
internal sealed class PostgresQuickCommit
{
    /// <summary>What a check raises: it divides by zero where it does not hold.</summary>
    private const string DoesNotHold = PostgresErrorCodes.DivisionByZero;

    private readonly CommitBatch batch;
    private readonly PlannedLink[] links;
    private readonly Dictionary<(string Firm, string System), long> channels;
    private readonly Dictionary<long, long> counts = [];
    private readonly long[] afterLast;
    private readonly long[] firms;
    private readonly List<long> lastSeqs;
    private readonly List<int> held = [];

    public PostgresQuickCommit(CommitBatch batch, PlannedLink[] links, Dictionary<(string Firm, string System), long> channels)
    {
        (this.batch, this.links, this.channels) = (batch, links, channels);

        // How many of its firm's records come after each link's last. The sequences themselves are known when the firm is locked.
        afterLast = new long[links.Length];
        for (var index = links.Length - 1; index >= 0; index--)
        {
            afterLast[index] = counts.GetValueOrDefault(links[index].Firm);
            counts[links[index].Firm] = afterLast[index] + links[index].Commit.Entries.Count;
        }

        firms = [.. counts.Keys.Order()];
        lastSeqs = new List<long>(firms.Length);
    }

    public static bool Fits(PlannedLink[] links) => Array.TrueForAll(links, link => link is { Row: not 0, Commit: { PreviousSeq: not null, Claims.Count: 0 } });

    /// <summary>Null: a check does not hold, and nothing was written.</summary>
    public async Task<CommitResult?> RunAsync(NpgsqlConnection connection, Func<int, string, Task>? before)
    {
        var places = links.SelectMany(link => link.Commit.Replies.Select(reply => ReplyPlace.Of(link.Firm, reply))).ToArray();
        if (places.Distinct().Count() < places.Length)
        {
            return null;
        }

        var trip = new Trip(connection, before)
            .Add("begin isolation level read committed")
            .Add("insert into batch (id) values ($1)", batch.Id);
        LockFirms(trip);
        CheckLeases(trip);
        CheckReplies(trip, places);
        InsertJournal(trip);
        UpdateLinks(trip);
        new CommitWrites(trip, links, channels).AddDueAndReplies([]);
        trip.Add("commit");
        try
        {
            await trip.RunAsync(CancellationToken.None);
        }
        catch (PostgresException fault) when (fault.SqlState == DoesNotHold)
        {
            await new Trip(connection, before).Add("rollback").RunAsync(CancellationToken.None);
            return null;
        }

        return new CommitResult.Committed([.. links.Select(LastSeq)], [.. links.Select(link => link.Row)]);
    }

    /// <summary>After the batch. A link without new records keeps what it had.</summary>
    private long LastSeq(PlannedLink link, int index) =>
        link.Commit.Entries.Count == 0 ? link.Commit.PreviousSeq!.Value : lastSeqs[Place(link) - 1] - afterLast[index];

    // As in PostgresCommit: the batch's id first, then the firms in order of their numbers. What is read after that stays true.
    private void LockFirms(Trip trip)
    {
        if (firms.Length > 1)
        {
            trip.Add("select no from firm where no = any($1) order by no for update", [], static row => row.GetInt64(0), firms);
        }

        trip.Add(
            """
            with counted as (
              update firm f set last_seq = f.last_seq + k.count from unnest($1::bigint[], $2::bigint[]) as k (no, count) where f.no = k.no
              returning f.no, f.last_seq)
            select last_seq from counted order by no
            """,
            lastSeqs,
            static row => row.GetInt64(0),
            firms,
            Array.ConvertAll(firms, firm => counts[firm]));
    }

    private void CheckLeases(Trip trip)
    {
        var leases = links
            .SelectMany(link => link.Commit.Leases)
            .Select(lease => (Channel: channels[(lease.Firm, lease.System)], lease.Token))
            .Distinct()
            .ToArray();
        if (leases.Length > 0)
        {
            trip.Add(
                """
                select 1 / (count(*) = $3)::integer from (
                  select from channel c join unnest($1::bigint[], $2::bigint[]) as k (no, token) on c.no = k.no and c.token = k.token
                  where c.holder is not null order by c.no for share of c) held
                """,
                [],
                static row => row.GetInt32(0),
                Array.ConvertAll(leases, lease => lease.Channel),
                Array.ConvertAll(leases, lease => lease.Token),
                (long)leases.Length);
        }
    }

    // A place is a hash, and it may be taken by a reply whose time is over: those are looked at more closely.
    private static void CheckReplies(Trip trip, long[] places)
    {
        if (places.Length > 0)
        {
            trip.Add("select 1 / (count(*) = 0)::integer from reply where place = any($1)", [], static row => row.GetInt32(0), places);
        }
    }

    private void InsertJournal(Trip trip)
    {
        var count = links.Sum(link => link.Commit.Entries.Count);
        if (count == 0)
        {
            return;
        }

        var (rows, firmPlaces, revisions, times) = (new long[count], new int[count], new long[count], new long[count]);
        var (after, previous, actors, events) = (new long[count], new long?[count], new string[count], new ReadOnlyMemory<byte>[count]);
        var at = 0;
        for (var index = 0; index < links.Length; index++)
        {
            var link = links[index];
            var rest = afterLast[index] + link.Commit.Entries.Count;
            long? before = link.Commit.PreviousSeq;
            foreach (var entry in link.Commit.Entries)
            {
                (rows[at], firmPlaces[at], after[at], previous[at]) = (link.Row, Place(link), --rest, before);
                (revisions[at], times[at], actors[at], events[at]) = (entry.Revision, entry.At.UtcTicks, entry.Actor, entry.Events);
                before = null;
                at++;
            }
        }

        // Of one link's records each comes right after the one before.
        trip.Add(
            """
            insert into journal (batch, place, previous, link, revision, at, actor, events)
            select (select no from batch where id = $1), k.place, coalesce(k.previous, (k.place - 1) & ((1::bigint << 40) - 1)),
              k.link, k.revision, k.at, k.actor, k.events
            from (
              select k.*, (array(select no << 40 | last_seq from firm where no = any($2) order by no))[k.firm] - k.after as place
              from unnest($3::bigint[], $4::integer[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::text[], $10::bytea[])
                as k (link, firm, after, previous, revision, at, actor, events)) k
            """,
            batch.Id,
            firms,
            rows,
            firmPlaces,
            after,
            previous,
            revisions,
            times,
            actors,
            events);
    }

    /// <summary>The firm's place among all of the batch, from 1: what concerns it is read once, and not for every row.</summary>
    private int Place(PlannedLink link) => Array.BinarySearch(firms, link.Firm) + 1;

    private void UpdateLinks(Trip trip)
    {
        var rows = links.Zip(afterLast, (link, after) => (Link: link, After: link.Commit.Entries.Count > 0 ? after : (long?)null))
            .OrderBy(row => row.Link.Row)
            .ToArray();
        trip.Add(
            """
            with changed as (
              update link l set revision = k.revision, epoch = k.epoch, phase = k.phase, partner = k.partner, notices = k.notices,
                differing = k.differing, state = k.state,
                last_seq = coalesce((array(select last_seq from firm where no = any($13) order by no))[k.firm] - k.after, l.last_seq)
              from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::integer[], $5::text[], $6::text[], $7::integer[],
                $8::integer[], $9::bytea[], $10::bigint[], $11::bigint[], $12::integer[])
                as k (no, revision, after, epoch, phase, partner, notices, differing, state, expected, previous, firm)
              where l.no = k.no and l.revision = k.expected and l.last_seq = k.previous
              returning l.no)
            select 1 / (count(*) = $14)::integer from changed
            """,
            held,
            static row => row.GetInt32(0),
            [
                .. CommitWrites.LinkValues(Array.ConvertAll(rows, row => row.Link), Array.ConvertAll(rows, row => row.After)),
                Array.ConvertAll(rows, row => row.Link.Commit.ExpectedRevision),
                Array.ConvertAll(rows, row => row.Link.Commit.PreviousSeq!.Value),
                Array.ConvertAll(rows, row => Place(row.Link)),
                firms,
                (long)rows.Length,
            ]);
    }
}
