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
    public sealed record Observed(int Changed) : LinkReply;

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
}
