using Npgsql;

namespace Counterpart.Storage;

/// <summary>
/// A batch in one round trip, where nothing has to be decided on the way: every link's row is known, and no claim changes. Each check is a
/// statement that fails where it does not hold, so that nothing after it runs. Who lost is then for <see cref="PostgresCommit"/> to tell.
/// That nobody was faster is checked by the records themselves: no two of one revision fit into the journal.
/// </summary>
internal sealed class PostgresQuickCommit
{
    /// <summary>What a check raises that divides by zero where it does not hold.</summary>
    private const string DoesNotHold = PostgresErrorCodes.DivisionByZero;

    /// <summary>What keeps two records of one revision apart.</summary>
    private const string OfOneRevision = "journal_link";

    private readonly CommitBatch batch;
    private readonly PlannedLink[] links;
    private readonly Dictionary<(string Firm, string System), long> channels;
    private readonly Dictionary<long, long> counts = [];
    private readonly long[] afterLast;
    private readonly long[] firms;
    private readonly List<long> lastSeqs;

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

    public static bool Fits(PlannedLink[] links) => Array.TrueForAll(links, link => link is { Row: not 0, Commit.Claims.Count: 0 });

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
        CheckRevisions(trip);
        InsertJournal(trip);
        UpdateLinks(trip);
        new CommitWrites(trip, links, channels).AddDueAndReplies([]);
        trip.Add("commit");
        try
        {
            await trip.RunAsync(CancellationToken.None);
        }
        catch (PostgresException fault) when (fault is { SqlState: DoesNotHold } or { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: OfOneRevision })
        {
            await new Trip(connection, before).Add("rollback").RunAsync(CancellationToken.None);
            return null;
        }

        return new CommitResult.Committed([.. links.Select(LastSeq)], [.. links.Select(link => link.Row)]);
    }

    /// <summary>After the batch; of a link without new records, 0.</summary>
    private long LastSeq(PlannedLink link, int index) => link.Commit.Entries.Count == 0 ? 0 : lastSeqs[Place(link) - 1] - afterLast[index];

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

    // Each link's last record is there: it is not in a database that came back from an older copy. And of links without new records, which
    // nothing else checks, nobody may have written the next revision.
    private void CheckRevisions(Trip trip)
    {
        trip.Add(
            """
            select 1 / (count(*) = $3)::integer from unnest($1::bigint[], $2::bigint[]) as k (link, revision)
            join journal j on j.link = k.link and j.revision = k.revision
            """,
            [],
            static row => row.GetInt32(0),
            Array.ConvertAll(links, link => link.Row),
            Array.ConvertAll(links, link => link.Commit.ExpectedRevision),
            (long)links.Length);
        if (links.Where(link => link.Commit.Entries.Count == 0).ToArray() is { Length: > 0 } quiet)
        {
            trip.Add(
                """
                select 1 / (count(*) = 0)::integer from unnest($1::bigint[], $2::bigint[]) as k (link, revision)
                join journal j on j.link = k.link and j.revision = k.revision
                """,
                [],
                static row => row.GetInt32(0),
                Array.ConvertAll(quiet, link => link.Row),
                Array.ConvertAll(quiet, link => link.Commit.ExpectedRevision + 1));
        }
    }

    private void InsertJournal(Trip trip)
    {
        var count = links.Sum(link => link.Commit.Entries.Count);
        if (count == 0)
        {
            return;
        }

        var (rows, firmPlaces, after, revisions, times) = (new long[count], new int[count], new long[count], new long[count], new long[count]);
        var (actors, events) = (new string[count], new ReadOnlyMemory<byte>[count]);
        var at = 0;
        for (var index = 0; index < links.Length; index++)
        {
            var link = links[index];
            var rest = afterLast[index] + link.Commit.Entries.Count;
            foreach (var entry in link.Commit.Entries)
            {
                (rows[at], firmPlaces[at], after[at]) = (link.Row, Place(link), --rest);
                (revisions[at], times[at], actors[at], events[at]) = (entry.Revision, entry.At.UtcTicks, entry.Actor, entry.Events);
                at++;
            }
        }

        trip.Add(
            """
            insert into journal (batch, place, link, revision, at, actor, events)
            select (select no from batch where id = $1), (array(select no << 40 | last_seq from firm where no = any($2) order by no))[k.firm] - k.after,
              k.link, k.revision, k.at, k.actor, k.events
            from unnest($3::bigint[], $4::integer[], $5::bigint[], $6::bigint[], $7::bigint[], $8::text[], $9::bytea[])
              as k (link, firm, after, revision, at, actor, events)
            """,
            batch.Id,
            firms,
            rows,
            firmPlaces,
            after,
            revisions,
            times,
            actors,
            events);
    }

    /// <summary>The firm's place among all of the batch, from 1: what concerns it is read once, and not for every row.</summary>
    private int Place(PlannedLink link) => Array.BinarySearch(firms, link.Firm) + 1;

    private void UpdateLinks(Trip trip)
    {
        var rows = links.Select((link, index) => (Link: link, Index: index)).Where(row => row.Link.Commit.Row is not null).OrderBy(row => row.Link.Row).ToArray();
        if (rows.Length == 0)
        {
            return;
        }

        trip.Add(
            """
            update link l set revision = k.revision, epoch = k.epoch, phase = k.phase, partner = k.partner, notices = k.notices,
              differing = k.differing, state = k.state,
              last_seq = coalesce(
                (array(select last_seq from firm where no = any($11) order by no))[k.firm] - k.after,
                (select j.place & ((1::bigint << 40) - 1) from journal j where j.link = l.no order by j.revision desc limit 1))
            from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::integer[], $5::text[], $6::text[], $7::integer[],
              $8::integer[], $9::bytea[], $10::integer[])
              as k (no, revision, after, epoch, phase, partner, notices, differing, state, firm)
            where l.no = k.no
            """,
            [
                .. CommitWrites.LinkValues(
                    Array.ConvertAll(rows, row => row.Link),
                    Array.ConvertAll(rows, row => row.Link.Commit.Entries.Count > 0 ? afterLast[row.Index] : (long?)null)),
                Array.ConvertAll(rows, row => Place(row.Link)),
                firms,
            ]);
    }
}
