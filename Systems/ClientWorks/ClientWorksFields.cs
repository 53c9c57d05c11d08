using Counterpart.Links;

namespace Counterpart.Systems.ClientWorks;

/// <summary>Clients of ClientWorks: docs/hub-protocol.md. The parts of a row have the neutral names.</summary>
public static class ClientWorksFields
{
    public static readonly SystemFields Client = new(
        [
            Person("name/prefix"),
            Person(FieldPaths.FirstName),
            Person(FieldPaths.MiddleName),
            Person(FieldPaths.LastName),
            Person("name/suffix"),
            Person("name/nickname"),
            new(FieldPaths.OrganizationName, "organizationName") { Holders = FieldHolders.Others },
            Person(FieldPaths.BirthDate) with { IsDate = true },
            Person("gender"),
            Person("maritalStatus"),
            new("employer", "employer"),
            new("jobTitle", "jobTitle"),
            new("background", "background") { IsNote = true },
            new("contactType", "contactType"),
            new("status", "status"),
            new("clientSince", "clientSince") { IsDate = true },
        ],
        [
            new(ListParts.Phones, "phones"),
            new(ListParts.Emails, "emails"),
            new(ListParts.Addresses, "addresses"),
            new(ListParts.Websites, "websites"),
        ])
    {
        Primary = "primary",
        Removal = "remove",
        Sets = new Dictionary<string, string>(StringComparer.Ordinal) { [ListParts.Tags] = "tags" },
    };

    private static FieldMapping Person(string path) => new(path, path) { Holders = FieldHolders.Persons };
}
