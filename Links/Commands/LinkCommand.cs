using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>What can be asked of a link. A closed set. Times enter as data.</summary>
public abstract record LinkCommand
{
    private LinkCommand()
    {
    }

    /// <summary>The node's time when the command is decided.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Link the client to its counterpart. Also sent again for a link that is <see cref="Phase.Matching"/>, when the directory is complete.</summary>
    public sealed record Link(PartnerTenant Partner, MatchQuery Query) : LinkCommand;

    /// <summary>A person's choice of the partner record, overriding every rule.</summary>
    public sealed record Choose(PartnerTenant Partner, MatchCandidate Candidate, DateTimeOffset? DirectoryAt) : LinkCommand;

    public sealed record Unlink(UnlinkReason Reason) : LinkCommand;

    /// <summary>A read of one of the records.</summary>
    public sealed record Observe(RecordRead Read) : LinkCommand;

    /// <summary>A read found the record deleted, or access to it lost.</summary>
    /// <param name="Revision">The deleted record's revision, where the system counts one.</param>
    public sealed record RecordGone(Side Side, GoneReason Reason, DateTimeOffset StartedAt, long? Revision = null) : LinkCommand;

    /// <summary>A channel is about to write to <see cref="RecordRead.Side"/>, and read the record just now.</summary>
    public sealed record Begin(RecordRead Read) : LinkCommand;

    /// <summary>What became of an attempt that was sent between the two times.</summary>
    /// <param name="ReadBack">The record after the write, when the outcome is <see cref="WriteOutcome.Applied"/>.</param>
    public sealed record Settle(long Attempt, int Epoch, WriteOutcome Outcome, DateTimeOffset StartedAt, DateTimeOffset EndedAt) : LinkCommand;
}

/// <summary>The partner side of an integration: which system, and whose data in it.</summary>
public sealed record PartnerTenant(string System, string Tenant);
