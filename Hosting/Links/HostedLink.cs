using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>A link in memory. Everything in it is guarded by its own lock.</summary>
internal sealed class HostedLink(ILinkHolder holder, LinkState state, LinkRow? row) : ISubmitter
{
    public Lock Gate { get; } = new();

    /// <summary>The state that the next command is decided on: it may be ahead of the store.</summary>
    public LinkState State { get; set; } = state;

    /// <summary>The state that the store is known to have had. Read without the lock.</summary>
    public LinkState Durable { get; private set; } = state;

    public long RowNumber { get; private set; } = row?.RowNumber ?? 0;

    public WrittenRow? Written { get; private set; } = row is null ? null : WrittenRow.Of(row);

    public DateTimeOffset? HubDue { get; private set; }

    public DateTimeOffset? PartnerDue { get; private set; }

    /// <summary>What those were computed by.</summary>
    public LinkSettings? Rules { get; private set; }

    /// <summary>Submissions that are not answered yet.</summary>
    public int Pending { get; set; }

    /// <summary>The last of them.</summary>
    public Submission? Last { get; set; }

    /// <summary>A command that takes a claim: nothing is decided on it before its commit.</summary>
    public Submission? Barrier { get; set; }

    /// <summary>Not used any more: it was evicted, or a commit that it stands on failed.</summary>
    public bool Retired { get; set; }

    /// <summary>Used since the last sweep.</summary>
    public bool Touched { get; set; }

    /// <summary>Used more than once.</summary>
    public bool UsedAgain { get; private set; }

    /// <summary>Something waits for its commit.</summary>
    public bool IsAhead
    {
        get
        {
            lock (Gate)
            {
                return Pending > 0 && !Retired;
            }
        }
    }

    public void Touch() => (UsedAgain, Touched) = (UsedAgain || Touched, true);

    public void DueBy(LinkSettings rules, DateTimeOffset? hub, DateTimeOffset? partner) => (Rules, HubDue, PartnerDue) = (rules, hub, partner);

    /// <summary>Runs before any caller's continuation: nothing is decided any more on a state whose commit failed.</summary>
    public void Completed(IReadOnlyList<Submission> submissions, StoredRow? row)
    {
        lock (Gate)
        {
            Pending -= submissions.Count;
            Last = ReferenceEquals(Last, submissions[^1]) ? null : Last;
            Barrier = ReferenceEquals(Barrier, submissions[^1]) ? null : Barrier;
            if (row is not null)
            {
                (RowNumber, Written) = (row.RowNumber, row.Written);
                Durable = submissions[^1].State;
            }
            else
            {
                holder.Retire(submissions[^1].Key, this);
            }
        }
    }
}
