using System.Runtime.InteropServices;

namespace Counterpart.Storage;

/// <summary>The statements of the one transaction, each by itself: what <see cref="BatchCommit"/> and a benchmark run.</summary>
internal sealed class CommitStatements(Database database)
{
    private readonly Statement findLink = database.Prepare("select revision, last_seq from link where row = ?1");

    private readonly Statement findLinkByName = database.Prepare(
        "select row, revision, last_seq from link where firm = ?1 and name = ?2");

    private readonly Statement lastRow = database.Prepare("select coalesce(max(row), 0) from link");

    private readonly Statement findLease = database.Prepare("select 1 from channel where no = ?1 and token = ?2 and holder is not null");

    private readonly Statement takeSequences = database.Prepare(
        "update firm set last_seq = last_seq + ?2 where no = ?1 returning last_seq");

    private readonly Statement insertBatch = database.Prepare("insert into batch (id) values (?1)");

    private readonly Statement insertLink = database.Prepare(
        """
        insert into link (revision, last_seq, epoch, phase, partner, notices, differing, row, firm, name)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """);

    private readonly Statement updateLink = database.Prepare(
        """
        update link set revision = ?1, last_seq = ?2, epoch = ?3, phase = ?4, partner = ?5, notices = ?6, differing = ?7
        where row = ?8 and revision = ?9
        """);

    private readonly Statement moveLink = database.Prepare("update link set revision = ?1, last_seq = ?2 where row = ?3 and revision = ?4");

    private readonly Statement setState = database.Prepare(
        """
        insert into state (link, revision, content) values (?1, ?2, ?3)
        on conflict do update set revision = excluded.revision, content = excluded.content
        """);

    private readonly Statement insertJournal = database.Prepare(
        "insert into journal (place, previous, link, revision, batch, at, actor, events) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");

    private readonly Statement setDue = database.Prepare(
        "insert into due (channel, link, not_before) values (?1, ?2, ?3) on conflict do update set not_before = excluded.not_before");

    private readonly Statement clearDue = database.Prepare("delete from due where channel = ?1 and link = ?2");

    private readonly Statement releaseClaim = database.Prepare(
        "delete from claim where system = ?1 and tenant = ?2 and record = ?3 and link = ?4");

    private readonly Statement findClaim = database.Prepare("select link from claim where system = ?1 and tenant = ?2 and record = ?3");

    private readonly Statement takeClaim = database.Prepare(
        """
        insert into claim (system, tenant, record, link, epoch) values (?1, ?2, ?3, ?4, ?5)
        on conflict do update set epoch = excluded.epoch
        """);

    private readonly Statement findReply = database.Prepare(
        "select expires from reply where place = ?1 and firm = ?2 and caller = ?3 and key = ?4 and item = ?5");

    private readonly Statement dropReply = database.Prepare(
        "delete from reply where place = ?1 and firm = ?2 and caller = ?3 and key = ?4 and item = ?5");

    private readonly Statement insertReply = database.Prepare(
        """
        insert into reply (place, firm, caller, key, item, request_hash, expires, reply) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    public StoredLink? FindLink(long row) =>
        findLink.Bind(row).First(static read => (StoredLink?)new StoredLink(0, read.Long(0), read.Long(1))) is { } found
            ? found with { Row = row }
            : null;

    public StoredLink? FindLink(long firm, string name) => findLinkByName.Bind(firm).Bind(name)
        .First(static read => (StoredLink?)new StoredLink(read.Long(0), read.Long(1), read.Long(2)));

    public long LastRow() => lastRow.First(static read => read.Long(0));

    /// <summary>Whether the lease of this token is still held.</summary>
    public bool HasLease(long channel, long token) => findLease.Bind(channel).Bind(token).First(static read => read.Long(0)) == 1;

    /// <summary>The last of so many sequences.</summary>
    public long TakeSequences(long firm, int count) => takeSequences.Bind(firm).Bind(count).First(static read => read.Long(0));

    public long InsertBatch(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        insertBatch.Bind(bytes).Run();
        return database.LastRow;
    }

    public void InsertLink(long row, long firm, long lastSeq, LinkRow link)
    {
        BindLink(insertLink, lastSeq, link).Bind(row).Bind(firm).Bind(link.Key.Name).Run();
        SetState(row, link);
    }

    public bool UpdateLink(long row, long expectedRevision, long lastSeq, LinkRow link)
    {
        SetState(row, link);
        return BindLink(updateLink, lastSeq, link).Bind(row).Bind(expectedRevision).Run() == 1;
    }

    /// <summary>The row of a link whose records alone grow.</summary>
    public bool MoveLink(long row, long expectedRevision, long revision, long lastSeq) =>
        moveLink.Bind(revision).Bind(lastSeq).Bind(row).Bind(expectedRevision).Run() == 1;

    public void InsertJournal(long firm, long seq, long previousSeq, long link, long batch, JournalEntry entry) => insertJournal
        .Bind(JournalPlace.Of(firm, seq)).Bind(previousSeq).Bind(link).Bind(entry.Revision).Bind(batch).Bind(entry.At).Bind(entry.Actor)
        .Bind(entry.Events).Run();

    public void SetDue(long channel, long link, DateTimeOffset notBefore) => setDue.Bind(channel).Bind(link).Bind(notBefore).Run();

    public void ClearDue(long channel, long link) => clearDue.Bind(channel).Bind(link).Run();

    public void ReleaseClaim(ClaimChange claim, long link) => releaseClaim
        .Bind(claim.System).Bind(claim.Tenant).Bind(claim.Record).Bind(link).Run();

    /// <summary>The row of the link that has the claim; 0 when it is free.</summary>
    public long FindClaim(ClaimChange claim) => findClaim
        .Bind(claim.System).Bind(claim.Tenant).Bind(claim.Record).First(static read => read.Long(0));

    public void TakeClaim(ClaimChange claim, long link) => takeClaim
        .Bind(claim.System).Bind(claim.Tenant).Bind(claim.Record).Bind(link).Bind(claim.Epoch).Run();

    /// <summary>When the reply that has this key expires; null when the key is free.</summary>
    public DateTimeOffset? FindReply(long firm, ReplyRow reply) =>
        BindReply(findReply, firm, reply).First(static read => (DateTimeOffset?)read.Time(0));

    public void DropReply(long firm, ReplyRow reply) => BindReply(dropReply, firm, reply).Run();

    public void InsertReply(long firm, ReplyRow reply) =>
        BindReply(insertReply, firm, reply).Bind(reply.RequestHash).Bind(reply.Expires).Bind(reply.Reply).Run();

    private static Statement BindReply(Statement statement, long firm, ReplyRow reply) => statement
        .Bind(ReplyPlace.Of(firm, reply)).Bind(firm).Bind(reply.Caller).Bind(reply.Key).Bind(reply.Item);

    private void SetState(long row, LinkRow link) => setState.Bind(row).Bind(link.Revision).Bind(link.State).Run();

    private static Statement BindLink(Statement statement, long lastSeq, LinkRow link) => statement
        .Bind(link.Revision).Bind(lastSeq).Bind(link.Epoch).Bind(link.Phase).Bind(link.Partner)
        .Bind(link.Notices).Bind(link.Differing);
}

/// <summary>What a commit needs to know of a link's row before it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StoredLink(long Row, long Revision, long LastSeq);
