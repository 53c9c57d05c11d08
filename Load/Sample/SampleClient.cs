using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Load;

/// <summary>One client as both systems hold it: the fields of the integration's rules, each side in its own spelling.</summary>
/// <param name="number">The client's.</param>
/// <param name="firms">How many firms the clients are spread over.</param>
internal sealed class SampleClient(int number, int firms = 1)
{
    private static readonly string[] FirstNames = ["Amara", "Benjamin", "Carmen", "Dmitri", "Eleanor", "Farid", "Grace", "Hiroshi"];
    private static readonly string[] LastNames = ["Okafor", "Lindqvist", "Moreau", "Castellanos", "Whitfield", "Nakamura", "Adeyemi", "O'Sullivan"];
    private static readonly string[] Cities = ["Springfield", "Riverside", "Fairview", "Georgetown", "Madison"];

    public string Firm => SampleLinks.FirmOf(number % firms);

    public string Id => $"cw-{number:D6}";

    public string PartnerId => $"{40_000_000 + number}";

    public string LastName => LastNames[number / 8 % 8];

    public MatchCandidate Candidate => new(PartnerId, $"{FirstNames[number % 8]} {LastName}", TaxIdMatches: true, NameMatches: true, BirthDateMatches: true);

    public RecordContent Hub => new()
    {
        Scalars = Scalars,
        Lists = Lists(id => $"h{id}", $"415555{Digits}", $"212555{Digits}"),
    };

    public RecordContent Partner => new()
    {
        Scalars = Scalars,
        Lists = Lists(id => $"{number * 10L + 7_000_000 + id}", $"(415) 555-{Digits}", $"(212) 555-{Digits}"),
    };

    private string Digits => $"{number % 10_000:D4}";

    private ImmutableDictionary<string, FieldValue> Scalars => new (string Path, string? Text)[]
    {
        ("name/prefix", number % 3 == 0 ? "Dr" : null),
        (FieldPaths.FirstName, FirstNames[number % 8]),
        (FieldPaths.MiddleName, $"{(char)('A' + (number % 26))}"),
        (FieldPaths.LastName, LastName),
        ("name/suffix", null),
        ("name/nickname", FirstNames[number % 8][..3]),
        (FieldPaths.BirthDate, $"19{40 + (number % 50)}-{1 + (number % 12):D2}-{1 + (number % 28):D2}"),
        ("gender", number % 2 == 0 ? "Female" : "Male"),
        ("maritalStatus", "Married"),
        ("employer", $"{LastNames[number % 8]} and Partners LLC"),
        ("jobTitle", "Senior Programme Coordinator"),
        ("contactType", "Client"),
        ("status", "Active"),
        ("clientSince", $"20{10 + (number % 14)}-03-01"),
    }.ToImmutableDictionary(scalar => scalar.Path, scalar => FieldValue.Of(scalar.Text), StringComparer.Ordinal);

    private ImmutableDictionary<string, ImmutableArray<RecordRow>> Lists(Func<int, string> id, string mobile, string work) =>
        ImmutableDictionary.CreateRange(
            StringComparer.Ordinal,
            new Dictionary<string, ImmutableArray<RecordRow>>(StringComparer.Ordinal)
            {
                [ListParts.Phones] =
                [
                    new(id(1), FieldValue.OfParts(("number", mobile), ("kind", "mobile")), Primary: true),
                    new(id(2), FieldValue.OfParts(("number", work), ("extension", "204"), ("kind", "work"))),
                ],
                [ListParts.Emails] =
                [
                    new(id(3), FieldValue.OfParts(("address", $"{FirstNames[number % 8]}.{number}@example.com".ToLowerInvariant()), ("kind", "home")), Primary: true),
                    new(id(4), FieldValue.OfParts(("address", $"office.{number}@example.org"), ("kind", "work"))),
                ],
                [ListParts.Addresses] =
                [
                    new(
                        id(5),
                        FieldValue.OfParts(
                            ("line1", $"{100 + (number % 9000)} Maple Avenue"),
                            ("line2", $"Apt {number % 90}"),
                            ("city", Cities[number % 5]),
                            ("region", "CA"),
                            ("postalCode", $"{90_000 + (number % 5000)}"),
                            ("country", "US"),
                            ("kind", "home")),
                        Primary: true),
                ],
            });
}
