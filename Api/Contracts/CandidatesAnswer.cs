using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>Partner records to choose from.</summary>
/// <param name="System">The system that they are in.</param>
/// <param name="Query">What was searched for: the client's name, when the request did not say.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record CandidatesAnswer(
    string Integration, string Client, string System, string Query, IReadOnlyList<CandidateItem> Records, string? Next);

/// <param name="Comparison">How it compares with the client.</param>
public sealed record CandidateItem(
    string Record, string Name, RecordKind Kind, IReadOnlyList<string> Emails, IReadOnlyList<string> Phones, Candidate Comparison)
{
    public static CandidateItem Of(PartnerView view, Sight sight) =>
        new(view.Id, view.Name, view.Kind, view.Emails, view.Phones, sight.Of(view.Comparison));
}
