using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Counterpart.Links;

/// <summary>What a link answers. A closed set; refusals are answers, not exceptions.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "r")]
[JsonDerivedType(typeof(Linked), "linked")]
[JsonDerivedType(typeof(NeedsChoice), "needsChoice")]
[JsonDerivedType(typeof(Matching), "matching")]
[JsonDerivedType(typeof(PartnerTaken), "partnerTaken")]
[JsonDerivedType(typeof(AlreadyLinked), "alreadyLinked")]
[JsonDerivedType(typeof(Unlinked), "unlinked")]
[JsonDerivedType(typeof(NotLinked), "notLinked")]
[JsonDerivedType(typeof(Observed), "observed")]
[JsonDerivedType(typeof(NotBelieved), "notBelieved")]
[JsonDerivedType(typeof(NothingOwed), "nothingOwed")]
[JsonDerivedType(typeof(Begun), "begun")]
[JsonDerivedType(typeof(Settled), "settled")]
[JsonDerivedType(typeof(Ignored), "ignored")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(Applied), "applied")]
[JsonDerivedType(typeof(RefreshAsked), "refreshAsked")]
[JsonDerivedType(typeof(Reconsidered), "reconsidered")]
[JsonDerivedType(typeof(Allowed), "allowed")]
public abstract record LinkReply
{
    private LinkReply()
    {
    }

    public sealed record Linked(PartnerRecord Partner, MatchEvidence Evidence) : LinkReply;

    /// <summary>No record matches for certain; none at all means: search.</summary>
    public sealed record NeedsChoice(ImmutableArray<MatchCandidate> Candidates) : LinkReply;

    /// <summary>The directory is being read; the outcome follows.</summary>
    public sealed record Matching : LinkReply;

    /// <summary>The match is another client's counterpart already. Nothing changed.</summary>
    public sealed record PartnerTaken(string Record) : LinkReply;

    /// <summary>The client is linked to another record. Nothing changed.</summary>
    public sealed record AlreadyLinked(PartnerRecord Partner) : LinkReply;

    /// <summary>Contact sync has stopped. <paramref name="Leaving"/>: the claim is kept until no write can be on its way.</summary>
    public sealed record Unlinked(bool Leaving) : LinkReply;

    /// <summary>There is no link to do this with. Nothing changed.</summary>
    public sealed record NotLinked(Phase Phase) : LinkReply;

    /// <param name="Changed">How many values were new.</param>
    /// <param name="Partly">Rows that it showed were passed over: the record is to be told of again.</param>
    public sealed record Observed(int Changed, bool Partly = false) : LinkReply;

    /// <summary>The read began before something that is known by now. Nothing changed.</summary>
    public sealed record NotBelieved : LinkReply;

    /// <param name="NotBefore">When to look again; null: nothing is owed to this side.</param>
    public sealed record NothingOwed(DateTimeOffset? NotBefore) : LinkReply;

    /// <summary>The attempt is committed: send the patch, before the attempt's deadline.</summary>
    public sealed record Begun(Attempt Attempt, RecordPatch Patch) : LinkReply;

    /// <param name="NotBefore">When more is owed to this side.</param>
    public sealed record Settled(DateTimeOffset? NotBefore) : LinkReply;

    /// <summary>The attempt is not open any more. Nothing changed.</summary>
    public sealed record Ignored : LinkReply;

    /// <summary>Also when it was paused already.</summary>
    public sealed record Paused : LinkReply;

    /// <summary>Also when it was not paused.</summary>
    public sealed record Resumed : LinkReply;

    /// <summary>One result for each choice, in their order.</summary>
    public sealed record Applied(ImmutableArray<PathResult> Results) : LinkReply;

    /// <summary>Both records are read again. <paramref name="HubKnownAt"/>, <paramref name="PartnerKnownAt"/>: as of when they were known before.</summary>
    public sealed record RefreshAsked(DateTimeOffset? HubKnownAt, DateTimeOffset? PartnerKnownAt) : LinkReply;

    /// <param name="Changed">False: nobody had said that it is somebody else.</param>
    public sealed record Allowed(bool Changed) : LinkReply;

    /// <param name="Changed">How many paths came out differently.</param>
    public sealed record Reconsidered(int Changed) : LinkReply;
}

/// <param name="Hub">What is there now, so that a person can look again; null before the first read.</param>
/// <param name="Partner">Likewise.</param>
public sealed record PathResult(
    string Path, PathApply Result, FieldValue? Hub, long HubVersion, FieldValue? Partner, long PartnerVersion);

public enum PathApply
{
    /// <summary>Decided; the value is owed to the other side.</summary>
    Applied,

    /// <summary>Both sides mean the same already.</summary>
    Agreed,

    /// <summary>A value changed since the person looked. Nothing was decided.</summary>
    Changed,

    /// <summary>The field's direction does not allow it, or the value is masked.</summary>
    NotAllowed,

    /// <summary>There is no such path in the link, or a side has not been read yet.</summary>
    Unknown,

    /// <summary>A write of the path is on its way; repeat it in a moment.</summary>
    Busy,
}
