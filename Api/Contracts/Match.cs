using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>Why two records are linked.</summary>
/// <param name="Rule">What decided; <c>choice</c>: a person.</param>
public sealed record Match(MatchRule Rule, Evidence Evidence)
{
    public static Match? Of(MatchEvidence? evidence, Sight sight) =>
        evidence is null ? null : new Match(evidence.Rule, new Evidence(sight.Of(evidence.Candidate), evidence.DirectoryAt));
}

/// <param name="Record">The record that was linked, with what spoke for it then.</param>
/// <param name="DirectoryAt">How old the partner's directory was: the start of its last complete reading.</param>
public sealed record Evidence(Candidate Record, DateTimeOffset? DirectoryAt);

/// <summary>A partner record that could be the client's counterpart, and why.</summary>
/// <param name="Record">The partner system's id.</param>
/// <param name="TaxIdMatches">Null when one of the two has none.</param>
/// <param name="BirthDateMatches">Null when one of the two has none.</param>
/// <param name="Contradicted">Something says that it is somebody else.</param>
/// <param name="Taken">It is linked to another client already.</param>
/// <param name="TakenBy">That client, for a caller who sees the whole firm.</param>
public sealed record Candidate(
    string Record, string Name, bool? TaxIdMatches, bool NameMatches, bool? BirthDateMatches, bool Contradicted, bool Taken, string? TakenBy);
