using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>
/// Finds the counterpart of a client among a directory's records (feature A4): an equal tax id links; else an equal name
/// that is unique and that nothing contradicts; anything else is a person's choice.
/// </summary>
public static class Matcher
{
    public static MatchResult Match(MatchQuery query, ImmutableArray<string> never)
    {
        var candidates = query.Candidates
            .Where(candidate => !never.Contains(candidate.Profile.Id, StringComparer.Ordinal))
            .Select(candidate => Compare(query.Client, candidate))
            .Where(candidate => candidate.TaxIdMatches is true || candidate.NameMatches)
            .OrderByDescending(candidate => candidate.TaxIdMatches is true)
            .ThenBy(candidate => candidate.Contradicted)
            .ThenBy(candidate => candidate.Id, StringComparer.Ordinal)
            .ToImmutableArray();

        var byTaxId = candidates.Where(candidate => candidate.TaxIdMatches is true).ToList();
        if (byTaxId.Count == 1 && IsSameSort(query, byTaxId[0]))
        {
            return Found(byTaxId[0], MatchRule.TaxId);
        }

        var byName = candidates.Where(candidate => !candidate.Contradicted).ToList();
        if (byTaxId.Count == 0 && byName.Count == 1 && !query.HasNamesake)
        {
            return Found(byName[0], MatchRule.Name);
        }

        return new MatchResult.Choose(candidates);
    }

    public static MatchCandidate Compare(RecordProfile client, PartnerCandidate candidate)
    {
        var partner = candidate.Profile;
        return new MatchCandidate(
            partner.Id,
            partner.DisplayName,
            BothEqual(client.TaxIdHash, partner.TaxIdHash),
            client.NameKey.Length > 0
                && IsSameSort(client, partner)
                && string.Equals(client.NameKey, partner.NameKey, StringComparison.Ordinal),
            BothEqual(client.BirthDate, partner.BirthDate),
            candidate.TakenBy);
    }

    /// <summary>A trust may use its grantor's tax id, and a company's number may equal a person's: those are not one client.</summary>
    private static bool IsSameSort(RecordProfile client, RecordProfile partner) =>
        (client.Kind == RecordKind.Person) == (partner.Kind == RecordKind.Person);

    private static bool IsSameSort(MatchQuery query, MatchCandidate found) =>
        IsSameSort(query.Client, query.Candidates.First(candidate => string.Equals(candidate.Profile.Id, found.Id, StringComparison.Ordinal)).Profile);

    private static MatchResult Found(MatchCandidate candidate, MatchRule rule) =>
        candidate.TakenBy is null ? new MatchResult.Found(candidate, rule) : new MatchResult.Taken(candidate);

    private static bool? BothEqual(string? left, string? right) =>
        left is null || right is null ? null : string.Equals(left, right, StringComparison.Ordinal);
}

/// <summary>What the host fetched for a matching.</summary>
/// <param name="HasNamesake">Another client of the hub has the same name and nothing tells the two apart.</param>
/// <param name="DirectoryAt">Start of the partner directory's last complete pass; null before the first.</param>
public sealed record MatchQuery(
    RecordProfile Client, ImmutableArray<PartnerCandidate> Candidates, bool HasNamesake, DateTimeOffset? DirectoryAt);

/// <param name="TakenBy">The hub record that holds the claim on it, if any.</param>
public sealed record PartnerCandidate(RecordProfile Profile, string? TakenBy);

public abstract record MatchResult
{
    private MatchResult()
    {
    }

    public sealed record Found(MatchCandidate Candidate, MatchRule Rule) : MatchResult;

    /// <summary>The one match is another client's counterpart already.</summary>
    public sealed record Taken(MatchCandidate Candidate) : MatchResult;

    /// <summary>None, several, or none without a contradiction.</summary>
    public sealed record Choose(ImmutableArray<MatchCandidate> Candidates) : MatchResult;
}
