using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Counterpart.Links;

/// <summary>
/// What happened to a link. A closed set; its JSON form in the journal is fixed by <see cref="EventJson"/>: kinds and
/// members are added, never renamed.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "e")]
[JsonDerivedType(typeof(MatchStarted), "matching")]
[JsonDerivedType(typeof(ChoiceNeeded), "choice")]
[JsonDerivedType(typeof(Linked), "linked")]
[JsonDerivedType(typeof(Leaving), "leaving")]
[JsonDerivedType(typeof(Unlinked), "unlinked")]
[JsonDerivedType(typeof(Broke), "broke")]
[JsonDerivedType(typeof(Restored), "restored")]
[JsonDerivedType(typeof(Seen), "seen")]
[JsonDerivedType(typeof(Doubted), "doubted")]
[JsonDerivedType(typeof(Merged), "merged")]
[JsonDerivedType(typeof(AttemptBegun), "begun")]
[JsonDerivedType(typeof(AttemptUnknown), "unknown")]
[JsonDerivedType(typeof(AttemptDropped), "dropped")]
[JsonDerivedType(typeof(AttemptRefused), "refused")]
[JsonDerivedType(typeof(AttemptSettled), "settled")]
[JsonDerivedType(typeof(Allowed), "allowed")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(Resolved), "resolved")]
[JsonDerivedType(typeof(RefreshAsked), "refreshAsked")]
[JsonDerivedType(typeof(Refreshed), "refreshed")]
public abstract record LinkEvent
{
    private LinkEvent()
    {
    }

    /// <summary>Asked to link; the directory is not complete yet.</summary>
    public sealed record MatchStarted : LinkEvent;

    /// <summary>A person has to choose, or to search.</summary>
    public sealed record ChoiceNeeded(ImmutableArray<MatchCandidate> Candidates) : LinkEvent;

    /// <summary>Linked to a partner record: a new epoch, with no shadows and no row pairs.</summary>
    public sealed record Linked(PartnerRecord Partner, MatchEvidence Evidence, DateTimeOffset At) : LinkEvent;

    /// <summary>Unlinked by a person while a write may still be on its way.</summary>
    public sealed record Leaving(UnlinkReason Reason, DateTimeOffset At = default) : LinkEvent;

    /// <summary>The claim is released. <paramref name="Never"/>: the partner's id, when it was the wrong one.</summary>
    /// <param name="At">When the person said so; unset where it was said by <see cref="Leaving"/>.</param>
    /// <param name="Hub">From when on reads of the hub's record show no less than this link knew of it; null in records from before this was kept.</param>
    /// <param name="Partner">Likewise of the partner's record, for a link to the same one.</param>
    public sealed record Unlinked(
        UnlinkReason Reason, string? Never = null, DateTimeOffset At = default, SideFloor? Hub = null, SideFloor? Partner = null) : LinkEvent;

    /// <summary>A person took back that a partner record is somebody else, or chose it all the same.</summary>
    public sealed record Allowed(string Record) : LinkEvent;

    /// <summary>A person stopped the sync.</summary>
    public sealed record Paused : LinkEvent;

    public sealed record Resumed : LinkEvent;

    /// <param name="Fence">Reads of the side that began before do not bring the record back.</param>
    public sealed record Broke(Side Side, GoneReason Reason, DateTimeOffset Fence) : LinkEvent;

    public sealed record Restored(Side Side) : LinkEvent;

    /// <summary>
    /// New values in a believed read. Each was set after its own <see cref="SeenValue.NotBefore"/> and not after <paramref name="NotAfter"/>.
    /// </summary>
    /// <param name="Fence">Reads of the side that began before are from now on not believed; null when a partial read moves nothing.</param>
    /// <param name="PartialAt">The end of a partial read that has a revision; null in records from before this was kept.</param>
    public sealed record Seen(
        Side Side,
        DateTimeOffset? Fence,
        DateTimeOffset NotAfter,
        long? Revision,
        ImmutableArray<SeenValue> Values,
        ImmutableArray<SeenRow> Rows,
        DateTimeOffset? PartialAt = null) : LinkEvent;

    /// <summary>Values that may be stale are not believed before a further read.</summary>
    public sealed record Doubted(Side Side, ImmutableArray<string> Paths) : LinkEvent;

    /// <summary>What follows for each path from what both sides hold.</summary>
    public sealed record Merged(ImmutableArray<MergeStep> Steps) : LinkEvent;

    /// <summary>A person said whose value stands: each step is a <see cref="MergeKind.Take"/>, with the value that lost.</summary>
    public sealed record Resolved(ImmutableArray<MergeStep> Steps) : LinkEvent;

    /// <summary>Both records are to be read anew.</summary>
    public sealed record RefreshAsked(DateTimeOffset At) : LinkEvent;

    /// <summary>One of them was, whether it brought anything new or not.</summary>
    /// <param name="EndedAt">When that read was over; unset in records from before this was kept.</param>
    public sealed record Refreshed(Side Side, DateTimeOffset ReadAt, DateTimeOffset EndedAt = default) : LinkEvent;

    public sealed record AttemptBegun(Attempt Attempt) : LinkEvent;

    /// <param name="RetryAt">When to settle it by reading.</param>
    public sealed record AttemptUnknown(long Id, string Reason, DateTimeOffset RetryAt) : LinkEvent;

    /// <summary>Nothing was written for certain, or nothing is to be seen of it long after its deadline: what it sent is owed again.</summary>
    /// <param name="Ghosts">Set when its values may still surface.</param>
    public sealed record AttemptDropped(long Id, string Reason, DateTimeOffset RetryAt, bool Failed, DateTimeOffset? Ghosts) : LinkEvent;

    /// <param name="Path">The refused path; null when the answer named none.</param>
    public sealed record AttemptRefused(long Id, string? Path, string Reason, DateTimeOffset RetryAt) : LinkEvent;

    /// <summary>The write took effect. Its end is the target side's new fence.</summary>
    /// <param name="ReadAt">When the read that the write stood on began; null in records from before this was kept.</param>
    /// <param name="Ghosts">Set when the values that it does not name may still surface.</param>
    public sealed record AttemptSettled(
        long Id,
        DateTimeOffset StartedAt,
        DateTimeOffset EndedAt,
        long? Revision,
        bool ByReading,
        ImmutableArray<SettledPath> Paths,
        DateTimeOffset? ReadAt = null,
        DateTimeOffset? Ghosts = null) : LinkEvent;
}

/// <param name="Revision">Where the system counts one.</param>
public sealed record SideFloor(DateTimeOffset At, long? Revision);

/// <param name="Ghost">It is a late write of ours, and the other side's present value is owed again.</param>
/// <param name="Return">It is what a write of ours had replaced, back soon after that write.</param>
public sealed record SeenValue(string Path, FieldValue Value, long Version, DateTimeOffset NotBefore, bool Ghost = false, bool Return = false);

/// <param name="Id">The side's row id; null when the row is gone.</param>
public sealed record SeenRow(string Path, string? Id);

public enum UnlinkReason
{
    Unspecified,

    /// <summary>These two are different people: never match them again.</summary>
    WrongMatch,
}

public enum PathOutcome
{
    /// <summary>The read-back means what was sent.</summary>
    Done,

    /// <summary>The system stored something else.</summary>
    Altered,

    /// <summary>The system answered with success and kept what it had.</summary>
    Ignored,

    /// <summary>Edited there after the read that it stood on; whether it arrived does not matter any more.</summary>
    Overtaken,

    /// <summary>Written, while an edit was seen there that may be before or after: read again.</summary>
    Doubtful,
}

/// <param name="Value">What the target holds by the read-back.</param>
public sealed record SettledPath(string Path, PathOutcome Outcome, FieldValue Value);
