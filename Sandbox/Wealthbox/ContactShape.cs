using System.Text.Json.Nodes;
using Counterpart.Sandbox.Records;

namespace Counterpart.Sandbox.Wealthbox;

/// <summary>An empty contact, and what follows from its other fields.</summary>
internal static class ContactShape
{
    public static readonly RecordShape Records = new()
    {
        RowLists = ContactRows.Members.Keys.Append("custom_fields").ToHashSet(StringComparer.Ordinal),
        Nested = new HashSet<string>(StringComparer.Ordinal) { "occupation", "drivers_license" },
        Derived = static (body, name) => name is "updated_at" || (name is "name" && IsPerson(body)),
        Stamp = static (body, now, isNew) =>
        {
            body["updated_at"] = WealthboxTime.Format(now);
            if (isNew)
                body["created_at"] = WealthboxTime.Format(now);
        },
    };

    public static JsonObject Empty(long id, string type)
    {
        var body = new JsonObject
        {
            ["id"] = id, ["creator"] = 7001, ["created_at"] = null, ["updated_at"] = null, ["type"] = type, ["name"] = null,
        };
        foreach (var field in ContactFields.All)
            body[field.Name] = null;
        body["household"] = null;
        body["image"] = null;
        body["tags"] = new JsonArray();
        foreach (var list in ContactRows.Members.Keys)
            body[list] = new JsonArray();
        body["custom_fields"] = new JsonArray();
        body["contact_roles"] = new JsonArray();
        body["visible_to"] = "Everyone";
        return body;
    }

    public static bool IsPerson(JsonObject body) => body.Text("type") == "Person";

    public static void Derive(JsonObject body)
    {
        if (IsPerson(body))
            body["name"] = Join(" ", body.Text("first_name"), body.Text("middle_name"), body.Text("last_name"));
        foreach (var row in body[ContactRows.Streets]!.AsArray().Cast<JsonObject>())
        {
            var place = Join(" ", row.Text("state"), row.Text("zip_code"));
            row["address"] = Join(", ", row.Text("street_line_1"), row.Text("street_line_2"), row.Text("city"), place, row.Text("country"));
        }
    }

    private static string Join(string separator, params string?[] parts) =>
        string.Join(separator, parts.Where(part => !string.IsNullOrEmpty(part)));
}
