using Bogus;
using Bogus.DataSets;

namespace Counterpart.Sandbox.World;

/// <summary>Invents clients, every one with another tax id. Phones, mail and tax ids are from ranges that are never given out.</summary>
internal sealed class IdentitySource(int seed, int firstNumber = 0)
{
    private static readonly string[] Areas = ["415", "510", "212", "303", "617", "206", "312", "512", "404", "503"];
    private static readonly string[] Marital = ["Married", "Single", "Divorced", "Widowed"];
    private readonly Faker _faker = new("en") { Random = new Randomizer(seed) };
    private int _number = firstNumber;

    public Identity Person()
    {
        var female = _faker.Random.Bool();
        var gender = female ? Name.Gender.Female : Name.Gender.Male;
        return Person(_faker.Name.FirstName(gender), _faker.Name.LastName(gender), female ? "Female" : "Male");
    }

    public Identity Person(string first, string last, string gender) => Common("person") with
    {
        Prefix = _faker.Random.Int(0, 9) switch { 0 => "Dr", < 4 => gender == "Female" ? "Ms" : "Mr", _ => null },
        First = first,
        Middle = _faker.Random.Int(0, 3) == 0 ? _faker.Random.Char('A', 'Z').ToString() : null,
        Last = last,
        Gender = gender,
        BirthDate = Date(1935, 2000),
        MaritalStatus = _faker.PickRandom(Marital),
        Employer = _faker.Random.Bool() ? _faker.Company.CompanyName() : null,
        JobTitle = _faker.Random.Bool() ? _faker.Name.JobTitle() : null,
        Phones = _faker.Random.Int(0, 2) == 0
            ? [new(Phone(0), "mobile"), new(Phone(5), "work", _faker.Random.Int(100, 999).ToString())]
            : [new(Phone(0), "mobile")],
        Emails = [new(Mail($"{first}.{last}"), "home")],
    };

    public Identity Organization(string kind, string name) => Common(kind) with
    {
        Organization = name,
        Phones = [new(Phone(0), "work")],
        Emails = [new(Mail("office"), "work")],
        Websites = kind == "company" ? [new($"https://www{_number}.example.com", "work")] : [],
    };

    public string Date(int firstYear, int lastYear) =>
        new DateOnly(_faker.Random.Int(firstYear, lastYear), _faker.Random.Int(1, 12), _faker.Random.Int(1, 28)).ToString("yyyy-MM-dd");

    public string CompanyName() => _faker.Company.CompanyName();

    public string JobTitle() => _faker.Name.JobTitle();

    public string LastName() => _faker.Name.LastName();

    private Identity Common(string kind)
    {
        _number++;
        return new Identity
        {
            Kind = kind,
            // Prime steps through the range, so that neighbours look unlike and none comes twice.
            TaxId = TaxIdOf((int)(_number * 7919L % 1_000_000)),
            Adviser = _number % 5 < 3 ? "adviser-1" : "adviser-2",
            ClientSince = Date(2005, 2023),
            Streets =
            [
                new(_faker.Address.StreetAddress(), null, _faker.Address.City(), _faker.Address.StateAbbr(), _faker.Address.ZipCode("#####"),
                    kind == "company" ? "work" : "home"),
            ],
        };
    }

    private string Phone(int shift) => $"{Areas[((_number / 100) + shift) % Areas.Length]}5550{100 + (_number % 100)}";

    private string Mail(string name) =>
        string.Concat(name.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c == '.')) + $"{_number}@example.com";

    private static string TaxIdOf(int number) => $"900-{number / 10_000:00}-{number % 10_000:0000}";
}
