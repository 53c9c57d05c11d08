namespace Counterpart.Storage;

/// <summary>A link on its way through a batch.</summary>
internal sealed class PlannedLink(int index, long firm, LinkCommit commit)
{
    public int Index { get; } = index;

    public long Firm { get; } = firm;

    public LinkCommit Commit { get; } = commit;

    public long Row { get; set; } = commit.ExpectedRevision == 0 ? 0 : commit.RowNumber;

    public bool IsNew => Commit.ExpectedRevision == 0;

    public long PreviousSeq { get; set; }

    public long LastSeq { get; set; }

    public LossReason? Loss { get; set; }

    public LeaseStamp? LostLease { get; set; }
}
