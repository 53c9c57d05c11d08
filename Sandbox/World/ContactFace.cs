using System.Text.Json.Nodes;
using Counterpart.Sandbox.Wealthbox;

namespace Counterpart.Sandbox.World;

/// <summary>An invented client as Wealthbox has it; the row ids go on through the whole office.</summary>
internal sealed class ContactFace(Func<string, JsonObject> tag)
{
    public long LastRow { get; private set; } = 100_000;

    public JsonObject Of(SeedContact contact)
    {
        var identity = contact.Identity;
        var body = ContactShape.Empty(contact.Id, TypeOf(identity.Kind));
        (body["prefix"], body["first_name"], body["middle_name"]) = (identity.Prefix, identity.First, identity.Middle);
        (body["last_name"], body["suffix"], body["nickname"]) = (identity.Last, identity.Suffix, identity.Nickname);
        body["name"] = identity.Organization;
        (body["birth_date"], body["gender"], body["marital_status"]) = (identity.BirthDate, identity.Gender, identity.MaritalStatus);
        (body["company_name"], body["job_title"]) = (identity.Employer, identity.JobTitle);
        (body["background_information"], body["contact_type"]) = (identity.Background, identity.ContactType);
        (body["status"], body["client_since"]) = (identity.Status, identity.ClientSince);
        body["external_unique_id"] = contact.ExternalId;
        body["assigned_to"] = identity.Adviser == "adviser-1" ? 7001L : 7002L;
        body["phone_numbers"] = Rows(identity.Phones, (row, phone) =>
            (row["address"], row["extension"], row["kind"]) = (contact.Phones.Write(phone.Digits), phone.Extension, Kind(phone.Kind)));
        body["email_addresses"] = Rows(identity.Emails, Web);
        body["street_addresses"] = Rows(identity.Streets, (row, street) =>
        {
            (row["street_line_1"], row["street_line_2"], row["city"]) = (street.Line1, street.Line2, street.City);
            (row["state"], row["zip_code"], row["country"]) = (street.Region, street.PostalCode, "United States");
            (row["kind"], row["address"]) = (Kind(street.Kind), "");
        });
        body["websites"] = Rows(identity.Websites, Web);
        body["tags"] = new JsonArray([.. identity.Tags.Select(name => (JsonNode)tag(name))]);
        if (identity.TaxId is { } taxId)
            body["custom_fields"] = new JsonArray(CustomFields.Field(CustomFields.TaxId, taxId));
        return body;
    }

    private static void Web(JsonObject row, WebLine line) => (row["address"], row["kind"]) = (line.Address, Kind(line.Kind));

    private JsonArray Rows<T>(IReadOnlyList<T> lines, Action<JsonObject, T> write)
    {
        var rows = new JsonArray();
        foreach (var line in lines)
        {
            var row = new JsonObject { ["id"] = ++LastRow };
            write(row, line);
            row["principal"] = rows.Count == 0;
            rows.Add(row);
        }
        return rows;
    }

    private static string Kind(string kind) => char.ToUpperInvariant(kind[0]) + kind[1..];

    private static string TypeOf(string kind) => kind switch
    {
        "company" => "Organization",
        "trust" => "Trust",
        "household" => "Household",
        _ => "Person",
    };
}
