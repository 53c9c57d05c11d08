using Counterpart.Links;

namespace Counterpart.Storage;

/// <summary>Commands of many links, committed together or not at all.</summary>
/// <param name="Id">Chosen by the committer; tells after a broken connection whether the batch is there.</param>
/// <param name="Links">Each link at most once.</param>
public sealed record CommitBatch(Guid Id, DateTimeOffset At, IReadOnlyList<LinkCommit> Links);

/// <summary>One link's share of a batch: its journal records, and its row where that has to be written.</summary>
public sealed record LinkCommit
{
    public required LinkKey Key { get; init; }

    /// <summary>The revision that the row must still have; 0 for a link that has no row yet.</summary>
    public required long ExpectedRevision { get; init; }

    /// <summary>The store's number of the row; 0 where it is not known.</summary>
    public long RowNumber { get; init; }

    /// <summary>
    /// The row as it is after the last record. Null: it stays as it was written last, and the records after that are its tail. Only a link that
    /// has a row, whose columns for lists have not changed, may do so.
    /// </summary>
    public LinkRow? Row { get; init; }

    /// <summary>In order; revisions rise by one from <see cref="ExpectedRevision"/> + 1.</summary>
    public required IReadOnlyList<JournalEntry> Entries { get; init; }

    public IReadOnlyList<ClaimChange> Claims { get; init; } = [];

    /// <summary>Only where owing starts, moves or stops.</summary>
    public IReadOnlyList<DueChange> Due { get; init; } = [];

    public IReadOnlyList<ReplyRow> Replies { get; init; } = [];

    /// <summary>The leases that channels' commands among it were decided under: the link is lost when one of them has passed on or was released.</summary>
    public IReadOnlyList<LeaseStamp> Leases { get; init; } = [];
}

/// <summary>A lease as a commit names it. It counts until another has it or it is released, even when its time is over.</summary>
public sealed record LeaseStamp(string Firm, string System, long Token);

/// <summary>A link's row. <see cref="State"/> with the records of <see cref="Tail"/> is the whole state; the other columns are for lists and search.</summary>
public sealed record LinkRow
{
    public required LinkKey Key { get; init; }

    /// <summary>The store's own number of the row; 0 until it is stored.</summary>
    public long RowNumber { get; init; }

    public required long Revision { get; init; }

    /// <summary>Sequence of the link's last journal record; set by the store.</summary>
    public long LastSeq { get; init; }

    public required int Epoch { get; init; }

    /// <summary>The link's phase, in camelCase.</summary>
    public required string Phase { get; init; }

    /// <summary>The partner's record id while there is one.</summary>
    public string? Partner { get; init; }

    /// <summary>How many notices the link has.</summary>
    public int Notices { get; init; }

    /// <summary>How many fields differ between the two sides.</summary>
    public int Differing { get; init; }

    /// <summary>The state before the first record of <see cref="Tail"/>.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>The events of the journal records since then, in order, up to <see cref="Revision"/>; set by the store.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Tail { get; init; } = [];
}

/// <summary>One journal record: what one command did to one link.</summary>
/// <param name="Actor">Who did it: <c>key:…</c>, <c>channel:wealthbox</c>, <c>system:clientworks</c>.</param>
public sealed record JournalEntry(long Revision, string Actor, DateTimeOffset At, ReadOnlyMemory<byte> Events);

/// <summary>
/// Takes or releases the claim of a link on a vendor's record. A batch's releases come before what it takes, and its earlier link
/// before the later; of one link's changes to one record the last counts. A link that has the claim already may take it again.
/// </summary>
public sealed record ClaimChange(string System, string Tenant, string Record, int Epoch, bool Take);

/// <summary>When a channel of <paramref name="System"/> should next look at the link; null: nothing is owed.</summary>
public sealed record DueChange(string System, DateTimeOffset? NotBefore);

/// <summary>The kept answer to a command. <paramref name="Item"/> tells apart the items of one bulk request.</summary>
public sealed record ReplyRow(string Caller, string Key, string Item, string RequestHash, ReadOnlyMemory<byte> Reply, DateTimeOffset Expires);

/// <summary>What became of a batch. A closed set; infrastructure that fails throws <see cref="StoreUnavailableException"/>.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>All of it is durable. <paramref name="LastSeqs"/> and <paramref name="RowNumbers"/> are in the order of the batch's links; a sequence counts only where the link has new records.</summary>
    public sealed record Committed(IReadOnlyList<long> LastSeqs, IReadOnlyList<long> RowNumbers) : CommitResult;

    /// <summary>Nothing of it was written: these links (indexes into the batch) have to leave it first.</summary>
    public sealed record Lost(IReadOnlyList<LostLink> Links) : CommitResult;
}

/// <param name="Lease">With <see cref="LossReason.Lease"/>: which one. Others may be lost too.</param>
public sealed record LostLink(int Index, LossReason Reason, LeaseStamp? Lease = null);

/// <summary>The first that applies, the lease before all others.</summary>
public enum LossReason
{
    /// <summary>The row has another revision.</summary>
    Revision,

    /// <summary>The vendor's record is claimed by another link, of this batch or before it.</summary>
    Claim,

    /// <summary>The same reply key is there already and has not expired, or an earlier link of the batch has it.</summary>
    Reply,

    /// <summary>A lease that it was decided under has passed to another holder, or was released.</summary>
    Lease,
}
