using System.Text.Json.Nodes;
using Counterpart.Sandbox.ClientWorks;

namespace Counterpart.Sandbox.World;

/// <summary>An invented client as the hub has it.</summary>
internal static class ClientFace
{
    public static JsonObject Of(SeedClient client)
    {
        var identity = client.Identity;
        var body = ClientShape.Empty(client.Id, identity.Kind);
        body["adviser"] = identity.Adviser;
        if (body["name"] is JsonObject name)
        {
            (name["prefix"], name["first"], name["middle"]) = (identity.Prefix, identity.First, identity.Middle);
            (name["last"], name["suffix"], name["nickname"]) = (identity.Last, identity.Suffix, identity.Nickname);
        }
        else
        {
            body["organizationName"] = identity.Organization;
        }
        (body["birthDate"], body["gender"], body["maritalStatus"]) = (identity.BirthDate, identity.Gender, identity.MaritalStatus);
        (body["employer"], body["jobTitle"]) = (identity.Employer, identity.JobTitle);
        body["phones"] = Rows('p', identity.Phones, (row, phone) =>
            (row["number"], row["extension"], row["kind"]) = (PhoneStyle.Brackets.Write(phone.Digits), phone.Extension, phone.Kind));
        body["emails"] = Rows('e', identity.Emails, Web);
        body["addresses"] = Rows('a', identity.Streets, (row, street) =>
        {
            (row["line1"], row["line2"], row["city"]) = (street.Line1, street.Line2, street.City);
            (row["region"], row["postalCode"], row["country"], row["kind"]) = (street.Region, street.PostalCode, "United States", street.Kind);
        });
        body["websites"] = Rows('w', identity.Websites, Web);
        body["tags"] = new JsonArray([.. identity.Tags.Select(tag => (JsonNode)tag)]);
        (body["background"], body["contactType"], body["status"]) = (identity.Background, identity.ContactType, identity.Status);
        (body["clientSince"], body["taxId"]) = (identity.ClientSince, identity.TaxId);
        return body;
    }

    private static void Web(JsonObject row, WebLine line) => (row["address"], row["kind"]) = (line.Address, line.Kind);

    private static JsonArray Rows<T>(char letter, IReadOnlyList<T> lines, Action<JsonObject, T> write)
    {
        var rows = new JsonArray();
        foreach (var line in lines)
        {
            var row = new JsonObject { ["id"] = $"{letter}{rows.Count + 1}" };
            write(row, line);
            row["primary"] = rows.Count == 0;
            rows.Add(row);
        }
        return rows;
    }
}
