namespace Counterpart.Sandbox.World;

/// <summary>The invented clients of the demo world. No two have the same name unless they are made as namesakes.</summary>
internal sealed class DemoCast(int seed)
{
    private static readonly (string First, string Last, string Gender)[] Accented =
    [
        ("Zoë", "Núñez", "Female"), ("Łukasz", "Wójcik", "Male"), ("Siobhán", "O'Brien", "Female"), ("Ewan", "McDonald-Smith", "Male"),
        ("José", "Ibáñez", "Male"), ("Chloé", "Lefèvre", "Female"), ("Jürgen", "Groß", "Male"), ("Renée", "D'Angelo", "Female"),
        ("Søren", "Østergaard", "Male"), ("Anaïs", "Béranger", "Female"), ("Tomáš", "Dvořák", "Male"), ("Inês", "Conceição", "Female"),
    ];

    private readonly IdentitySource _source = new(seed, firstNumber: 100);
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase) { "Maria Garcia", "James O'Brien" };
    private int _accented;

    public static string KindOf(int turn) =>
        turn % 8 == 0 ? "company" : turn % 13 == 5 ? "trust" : turn % 20 == 7 ? "household" : "person";

    public Identity Next(string kind)
    {
        while (true)
        {
            var identity = kind switch
            {
                "company" => _source.Organization(kind, _source.CompanyName()),
                "trust" => _source.Organization(kind, $"The {_source.LastName()} Family Trust"),
                "household" => _source.Organization(kind, $"The {_source.LastName()} Household") with { TaxId = null },
                _ => NextPerson(),
            };
            if (_taken.Add(identity.Organization ?? $"{identity.First} {identity.Last}"))
                return identity;
        }
    }

    /// <summary>Another person of the same name, with nothing else in common.</summary>
    public Identity Namesake(Identity identity) =>
        _source.Person(identity.First!, identity.Last!, identity.Gender!) with { TaxId = null, BirthDate = null, Middle = null };

    /// <summary>The same name with another birth date, or with another tax id.</summary>
    public Identity Contradicting(Identity identity, int turn) => turn % 2 == 0
        ? identity with { TaxId = null, BirthDate = _source.Date(1930, 1934) }
        : _source.Person(identity.First!, identity.Last!, identity.Gender!);

    public Identity Differing(Identity identity, int turn) => turn % 2 == 0
        ? identity with { JobTitle = _source.JobTitle() + " Emeritus", MaritalStatus = identity.MaritalStatus == "Single" ? "Married" : "Single" }
        : identity with { Emails = [new($"new.{identity.Emails[0].Address}", identity.Emails[0].Kind)], ClientSince = _source.Date(1998, 2004) };

    public static Identity Sparse(Identity identity, int turn) => turn % 4 < 2
        ? identity with { MaritalStatus = null, Employer = null, JobTitle = null, Websites = [] }
        : identity with { Phones = [], Streets = [], ClientSince = null };

    public static Identity SpelledOtherwise(Identity identity) => identity.Kind == "person"
        ? identity with { First = Plain(identity.First!), Last = Plain(identity.Last!).ToUpperInvariant() }
        : identity with { Organization = identity.Organization!.Replace(" and ", " & ", StringComparison.Ordinal) };

    private Identity NextPerson()
    {
        if (_accented >= Accented.Length)
            return _source.Person();
        var (first, last, gender) = Accented[_accented++];
        return _source.Person(first, last, gender);
    }

    private static string Plain(string name) => name
        .Replace('ë', 'e').Replace('é', 'e').Replace('è', 'e').Replace('á', 'a').Replace('ú', 'u').Replace('ñ', 'n').Replace('ó', 'o')
        .Replace('Ł', 'L').Replace('ü', 'u').Replace('-', ' ').Replace("'", "", StringComparison.Ordinal);
}
