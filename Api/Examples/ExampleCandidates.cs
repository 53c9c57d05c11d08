using Counterpart.Links;

namespace Counterpart.Api;

internal static class ExampleCandidates
{
    public static readonly CandidatesAnswer Answer = new(
        ExampleNames.Integration,
        ExampleNames.Client,
        ExampleNames.Partner,
        ExampleNames.Name,
        [
            new CandidateItem(
                ExampleMatches.ByName.Record,
                ExampleMatches.ByName.Name,
                RecordKind.Person,
                ["amelie@example.com"],
                ["+14155550101"],
                ExampleMatches.ByName),
        ],
        null);
}
