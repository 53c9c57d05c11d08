namespace Counterpart.Links;

/// <summary>A partner record that could be the client's counterpart, and why.</summary>
/// <param name="Id">The partner system's id.</param>
/// <param name="Name">As the partner spells it.</param>
/// <param name="TaxIdMatches">Null when one of the two has none.</param>
/// <param name="NameMatches">Folded names are equal.</param>
/// <param name="BirthDateMatches">Null when one of the two has none.</param>
/// <param name="TakenBy">The hub record that it is linked to already.</param>
public sealed record MatchCandidate(string Id, string Name, bool? TaxIdMatches, bool NameMatches, bool? BirthDateMatches, string? TakenBy = null)
{
    /// <summary>Something says that it is somebody else.</summary>
    public bool Contradicted => TaxIdMatches is false || BirthDateMatches is false;
}

/// <summary>Why two records were linked.</summary>
public enum MatchRule
{
    TaxId,
    Name,

    /// <summary>A person chose.</summary>
    Choice,
}

/// <param name="Rule">What decided.</param>
/// <param name="Candidate">The record that was linked, with what spoke for it.</param>
/// <param name="DirectoryAt">How old the partner's directory was: the start of its last complete pass.</param>
public sealed record MatchEvidence(MatchRule Rule, MatchCandidate Candidate, DateTimeOffset? DirectoryAt);
