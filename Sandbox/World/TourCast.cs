namespace Counterpart.Sandbox.World;

/// <summary>The clients CW-100001 to CW-100006, and their contacts 20001 to 20006.</summary>
internal static class TourCast
{
    public static IReadOnlyList<(Identity Client, Identity[] Contacts)> All =>
    [
        (Amelie, [Amelie]),
        (James, [James with { TaxId = null, Last = "O’Brien" }]),
        (Maria, [MariaIn("4155550121", "maria.garcia"), MariaIn("5105550122", "mgarcia")]),
        (Nils, []),
        (Dental, [Dental]),
        (Trust, [Trust with { TaxId = null }]),
    ];

    private static readonly Identity Amelie = new()
    {
        Kind = "person", Prefix = "Dr", First = "Amélie", Last = "Laurent", BirthDate = "1971-03-09", Gender = "Female",
        MaritalStatus = "Married", Employer = "Bayside Clinic", JobTitle = "Cardiologist",
        Phones = [new("4155550101", "mobile"), new("5105550102", "work", "204")],
        Emails = [new("amelie@example.com", "home")],
        Streets = [new("1 Main St", null, "Oakland", "CA", "94601", "home")],
        ClientSince = "2015-01-31", TaxId = "900-12-3456",
    };

    private static readonly Identity James = new()
    {
        Kind = "person", First = "James", Last = "O'Brien", BirthDate = "1964-11-22", Gender = "Male", MaritalStatus = "Divorced",
        JobTitle = "Architect", Phones = [new("4155550111", "mobile")], Emails = [new("james.obrien@example.com", "home")],
        Streets = [new("48 Alder Court", "Unit 3", "Berkeley", "CA", "94704", "home")],
        ClientSince = "2011-06-14", TaxId = "900-23-4567",
    };

    private static readonly Identity Maria = new()
    {
        Kind = "person", First = "Maria", Last = "Garcia", Gender = "Female", MaritalStatus = "Married",
        Phones = [new("4155550120", "home")], Emails = [new("maria@example.com", "home")],
        Streets = [new("230 Fern Avenue", null, "San Leandro", "CA", "94577", "home")], ClientSince = "2018-09-03",
    };

    private static readonly Identity Nils = new()
    {
        Kind = "person", Adviser = "adviser-2", First = "Nils", Last = "Åkerström", BirthDate = "1980-05-17", Gender = "Male",
        MaritalStatus = "Single", JobTitle = "Boat builder", Phones = [new("2065550131", "mobile")],
        Emails = [new("nils@example.com", "home")], Streets = [new("9 Quay Lane", null, "Seattle", "WA", "98101", "home")],
        ClientSince = "2022-02-01", TaxId = "900-34-5678",
    };

    private static readonly Identity Dental = new()
    {
        Kind = "company", Organization = "Harbor Light Dental LLC", Phones = [new("4155550141", "work")],
        Emails = [new("office@harborlight.example.com", "work")], Websites = [new("https://harborlight.example.com", "work")],
        Streets = [new("700 Harbor Way", "Suite 12", "Alameda", "CA", "94501", "work")], ClientSince = "2016-04-20", TaxId = "900-45-6789",
    };

    private static readonly Identity Trust = new()
    {
        Kind = "trust", Adviser = "adviser-2", Organization = "The Nguyen Family Trust", Phones = [new("5105550151", "home")],
        Emails = [new("trustees@nguyen.example.com", "home")], Streets = [new("15 Lantern Road", null, "Fremont", "CA", "94536", "home")],
        ClientSince = "2019-12-10", TaxId = "900-56-7890",
    };

    private static Identity MariaIn(string phone, string mail) => Maria with
    {
        Phones = [new(phone, "mobile")], Emails = [new($"{mail}@example.com", "home")], Streets = [], ClientSince = null, MaritalStatus = null,
    };
}
