using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>One decision on its way into the store.</summary>
internal sealed class Submission(Timeline timeline)
{
    public required LinkKey Key { get; init; }

    public required LinkState Before { get; init; }

    public required LinkState After { get; init; }

    public required ImmutableArray<LinkEvent> Events { get; init; }

    public LinkCommand? Command { get; init; }

    public Lease? Lease { get; init; }

    public string? Request { get; init; }

    public LinkReply? Reply { get; init; }

    /// <summary>Only where it changes.</summary>
    public (bool Changes, DateTimeOffset? At) HubDue { get; init; }

    public (bool Changes, DateTimeOffset? At) PartnerDue { get; init; }

    public (bool Changes, DateTimeOffset? At) Due(Side side) => side == Side.Hub ? HubDue : PartnerDue;

    public Signal Done { get; } = new(timeline);

    public CommitOutcome Outcome { get; set; }

    public long Seq { get; set; }

    public bool Takes => After.Partner is not null && (After.Partner != Before.Partner || After.Epoch != Before.Epoch);
}

internal enum CommitOutcome
{
    Waiting,
    Committed,
    LostRevision,
    LostClaim,
    LostReply,
    LostLease,
    Failed,
}
