using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Counterpart.Links;

/// <summary>What can be asked of a link. A closed set. Times enter as data.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "c")]
[JsonDerivedType(typeof(Link), "link")]
[JsonDerivedType(typeof(Choose), "choose")]
[JsonDerivedType(typeof(Unlink), "unlink")]
[JsonDerivedType(typeof(Allow), "allow")]
[JsonDerivedType(typeof(Pause), "pause")]
[JsonDerivedType(typeof(Resume), "resume")]
[JsonDerivedType(typeof(Apply), "apply")]
[JsonDerivedType(typeof(Refresh), "refresh")]
[JsonDerivedType(typeof(Reconsider), "reconsider")]
[JsonDerivedType(typeof(Observe), "observe")]
[JsonDerivedType(typeof(RecordGone), "recordGone")]
[JsonDerivedType(typeof(Begin), "begin")]
[JsonDerivedType(typeof(Settle), "settle")]
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

    /// <summary>Take back that a partner record is somebody else: the rules may match the two again.</summary>
    public sealed record Allow(string Record) : LinkCommand;

    /// <summary>Stop writing to either side; what is edited meanwhile is reconciled after <see cref="Resume"/>.</summary>
    public sealed record Pause : LinkCommand;

    public sealed record Resume : LinkCommand;

    /// <summary>A person says for paths whose value stands, in either direction, in one step. Each choice stands or falls by itself.</summary>
    public sealed record Apply(ImmutableArray<PathChoice> Choices) : LinkCommand;

    /// <summary>Read both records anew, as soon as the channels can.</summary>
    public sealed record Refresh : LinkCommand;

    /// <summary>The settings changed: decide every path again.</summary>
    public sealed record Reconsider : LinkCommand
    {
        /// <summary>Fields and lists that are mapped newly: both records are read anew when the link knows nothing of one of them.</summary>
        public ImmutableArray<string> Added { get; init; } = [];
    }

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

/// <summary>Whose value stands at a path, with the versions that the person saw: another version there refuses the choice.</summary>
/// <param name="HubVersion">Null: whatever is there.</param>
/// <param name="PartnerVersion">Null: whatever is there.</param>
public sealed record PathChoice(string Path, Side Winner, long? HubVersion, long? PartnerVersion);
