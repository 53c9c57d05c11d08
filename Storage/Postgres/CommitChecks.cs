namespace Counterpart.Storage;

/// <summary>What a batch has to ask the database, and who loses by the answer. All losers are found together.</summary>
internal sealed class CommitChecks(CommitBatch batch, PlannedLink[] links, Dictionary<(string Firm, string System), long> channels)
{
    // A row may be behind its last records.
    private const string Now =
        """
        cross join lateral (
          select coalesce(max(j.revision), l.revision) as revision, coalesce(max(j.place) & ((1::bigint << 40) - 1), l.last_seq) as seq
          from journal j where j.link = l.no and j.revision >= l.revision) now
        """;

    private readonly List<long> batchNumber = new(1);
    private readonly List<(long Firm, long LastSeq)> firms = [];
    private readonly List<(long Channel, long Token)> leases = [];
    private readonly List<(long Place, StoredLink Link)> byName = [];
    private readonly List<StoredLink> byNumber = new(links.Length);
    private readonly List<long> newNumbers = [];
    private readonly List<StoredReply> replies = [];
    private readonly List<(ClaimedRecord Record, long Link)> claims = [];

    /// <summary>The database's number of the batch.</summary>
    public long Batch => batchNumber[0];

    /// <summary>The firms' last sequences before the batch.</summary>
    public Dictionary<long, long> LastSeqs { get; } = [];

    /// <summary>Numbers of kept replies whose time is over and whose keys come again.</summary>
    public List<long> ExpiredReplies { get; } = [];

    // The batch's id first: whoever asks whether it was committed waits for this transaction. Then the firms, in order of their
    // numbers: their locks keep every other commit of theirs out, so that what is read after them stays true.
    public void Ask(Trip trip)
    {
        trip.Add("insert into batch (id) values ($1) returning no", batchNumber, static row => row.GetInt64(0), batch.Id);
        trip.Add(
            "select no, last_seq from firm where no = any($1) order by no for update",
            firms,
            static row => (row.GetInt64(0), row.GetInt64(1)),
            links.Select(link => link.Firm).Distinct().ToArray());
        if (batch.Links.Any(link => link.Leases.Count > 0))
        {
            trip.Add(
                "select no, token from channel where no = any($1) and holder is not null order by no for share",
                leases,
                static row => (row.GetInt64(0), row.GetInt64(1)),
                batch.Links.SelectMany(link => link.Leases).Select(lease => channels[(lease.Firm, lease.System)]).Distinct().ToArray());
        }

        if (links.Where(link => link.Row != 0).Select(link => link.Row).ToArray() is { Length: > 0 } rows)
        {
            trip.Add(
                $"select l.no, now.revision, now.seq from link l {Now} where l.no = any($1)",
                byNumber,
                static row => new StoredLink(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
                rows);
        }

        AskByName(trip);
        AskReplies(trip);
        AskClaims(trip);
    }

    public ClaimWrites Apply()
    {
        foreach (var (firm, lastSeq) in firms)
        {
            LastSeqs[firm] = lastSeq;
        }

        CheckLeases();
        Locate();
        CheckReplies();
        return ClaimWrites.Plan(links, claims);
    }

    private void AskByName(Trip trip)
    {
        var named = links.Where(link => link.Row == 0).ToList();
        if (named.Count == 0)
        {
            return;
        }

        trip.Add(
            $"""
            select k.place, l.no, now.revision, now.seq from unnest($1::bigint[], $2::text[]) with ordinality as k (firm, name, place)
            join link l on l.firm = k.firm and l.name = k.name {Now}
            """,
            byName,
            static row => (row.GetInt64(0), new StoredLink(row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))),
            named.Select(link => link.Firm).ToArray(),
            named.Select(link => link.Commit.Key.Name).ToArray());
        if (named.Count(link => link.IsNew) is var count and > 0)
        {
            trip.Add("select nextval('link_no') from generate_series(1, $1)", newNumbers, static row => row.GetInt64(0), (long)count);
        }
    }

    private void AskReplies(Trip trip)
    {
        var places = links.SelectMany(link => link.Commit.Replies.Select(reply => ReplyPlace.Of(link.Firm, reply))).ToArray();
        if (places.Length > 0)
        {
            trip.Add(
                "select no, firm, caller, key, item, expires from reply where place = any($1)",
                replies,
                static row => new StoredReply(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.Time(5)),
                places);
        }
    }

    private void AskClaims(Trip trip)
    {
        var records = links.SelectMany(link => link.Commit.Claims).Select(ClaimedRecord.Of).Distinct().ToArray();
        if (records.Length > 0)
        {
            trip.Add(
                """
                select c.system, c.tenant, c.record, c.link from unnest($1::text[], $2::text[], $3::text[]) as k (system, tenant, record)
                join claim c on c.system = k.system and c.tenant = k.tenant and c.record = k.record
                """,
                claims,
                static row => (new ClaimedRecord(row.GetString(0), row.GetString(1), row.GetString(2)), row.GetInt64(3)),
                records.Select(record => record.System).ToArray(),
                records.Select(record => record.Tenant).ToArray(),
                records.Select(record => record.Record).ToArray());
        }
    }

    private void CheckLeases()
    {
        var held = leases.ToHashSet();
        foreach (var link in links)
        {
            if (link.Commit.Leases.FirstOrDefault(lease => !held.Contains((channels[(lease.Firm, lease.System)], lease.Token))) is { } lost)
            {
                (link.Loss, link.LostLease) = (LossReason.Lease, lost);
            }
        }
    }

    private void Locate()
    {
        var numbered = byNumber.ToDictionary(stored => stored.Row);
        var named = byName.ToDictionary(found => found.Place, found => found.Link);
        newNumbers.Sort();
        var (place, fresh) = (0, 0);
        foreach (var link in links)
        {
            StoredLink? stored = link.Row != 0
                ? numbered.TryGetValue(link.Row, out var byRow) ? byRow : null
                : named.TryGetValue(++place, out var found) ? found : null;
            if (link.Loss is not null)
            {
                continue;
            }

            if ((stored?.Revision ?? 0) != link.Commit.ExpectedRevision)
            {
                link.Loss = LossReason.Revision;
            }
            else if (stored is { } present)
            {
                (link.Row, link.PreviousSeq) = (present.Row, present.LastSeq);
            }
            else
            {
                link.Row = newNumbers[fresh++];
            }
        }
    }

    private void CheckReplies()
    {
        var kept = replies.ToLookup(reply => (reply.Firm, reply.Caller, reply.Key, reply.Item));
        var seen = new HashSet<(long, string, string, string)>();
        foreach (var link in links)
        {
            foreach (var reply in link.Loss is null ? link.Commit.Replies : [])
            {
                var key = (link.Firm, StorableText.Of(reply.Caller), StorableText.Of(reply.Key), StorableText.Of(reply.Item));
                if (!seen.Add(key) || kept[key].Any(stored => stored.Expires > batch.At))
                {
                    link.Loss = LossReason.Reply;
                    break;
                }

                ExpiredReplies.AddRange(kept[key].Select(stored => stored.No));
            }
        }
    }

    private sealed record StoredReply(long No, long Firm, string Caller, string Key, string Item, DateTimeOffset Expires);
}
