using System.Collections.Immutable;
using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>What of other people's records a caller may see in an answer about one client.</summary>
public readonly record struct Sight(bool OtherClients, bool Candidates)
{
    public static Sight For(Caller caller) => new(caller.Role == Role.FirmAdmin, caller.Role is Role.FirmAdmin or Role.Adviser);

    public Candidate Of(MatchCandidate candidate) => new(
        candidate.Id,
        candidate.Name,
        candidate.TaxIdMatches,
        candidate.NameMatches,
        candidate.BirthDateMatches,
        candidate.Contradicted,
        candidate.TakenBy is not null,
        OtherClients ? candidate.TakenBy : null);

    public IReadOnlyList<Candidate> Of(ImmutableArray<MatchCandidate> candidates) =>
        Candidates && !candidates.IsDefaultOrEmpty ? Array.ConvertAll(candidates.ToArray(), Of) : [];
}
