using Counterpart.Links;

namespace Counterpart.Systems.Wealthbox;

/// <summary>
/// Contacts of Wealthbox. Names, job title, company and dates are cleared with an empty text, other fields with null:
/// wealthbox-cli, <c>resources/api_examples/_destroy_fields.jsonc</c>.
/// </summary>
public static class WealthboxFields
{
    public static readonly SystemFields Contact = new(
        [
            Text("name/prefix", "prefix") with { Holders = FieldHolders.Persons },
            Text(FieldPaths.FirstName, "first_name") with { Holders = FieldHolders.Persons },
            Text(FieldPaths.MiddleName, "middle_name") with { Holders = FieldHolders.Persons },
            Text(FieldPaths.LastName, "last_name") with { Holders = FieldHolders.Persons },
            Text("name/suffix", "suffix") with { Holders = FieldHolders.Persons },
            Text("name/nickname", "nickname") with { Holders = FieldHolders.Persons },
            Text(FieldPaths.OrganizationName, "name") with { Holders = FieldHolders.Others },
            Date(FieldPaths.BirthDate, "birth_date") with { Holders = FieldHolders.Persons },
            Code("gender", "gender") with { Holders = FieldHolders.Persons },
            Code("maritalStatus", "marital_status") with { Holders = FieldHolders.Persons },
            Text("employer", "company_name"),
            Text("jobTitle", "job_title"),
            new("background", "background_information") { IsNote = true },
            Code("contactType", "contact_type"),
            Code("status", "status"),
            Date("clientSince", "client_since"),
            Code(FieldPaths.ExternalId, "external_unique_id"),
        ],
        [
            // The number of a phone stands in "address".
            new(ListParts.Phones, "phone_numbers") { Renamed = Names(("number", "address")) },
            new(ListParts.Emails, "email_addresses"),
            new(ListParts.Addresses, "street_addresses")
            {
                Renamed = Names(("line1", "street_line_1"), ("line2", "street_line_2"), ("region", "state"), ("postalCode", "zip_code")),
            },
            new(ListParts.Websites, "websites"),
        ])
    {
        Primary = "principal",
        Removal = "destroy",
        Sets = new Dictionary<string, string>(StringComparer.Ordinal) { [ListParts.Tags] = "tags" },
        NumericRowIds = true,
        ClearPartsWith = Clearing.EmptyText,
        SpellKind = WealthboxKinds.Spell,
    };

    private static FieldMapping Text(string path, string name) => new(path, name) { ClearWith = Clearing.EmptyText };

    private static FieldMapping Date(string path, string name) => new(path, name) { ClearWith = Clearing.EmptyText, IsDate = true };

    private static FieldMapping Code(string path, string name) => new(path, name);

    private static Dictionary<string, string> Names(params ReadOnlySpan<(string Part, string Name)> renamed)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (part, name) in renamed)
        {
            names.Add(part, name);
        }

        return names;
    }
}
