using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.Wealthbox;

/// <summary>The custom fields of an office. A value can be changed, also to an empty text, but a field cannot be removed.</summary>
internal static class CustomFields
{
    public const long TaxId = 501;

    private static readonly Dictionary<long, string> Names = new() { [TaxId] = "Tax ID", [502] = "Review Cycle" };

    public static JsonObject Field(long id, string value) => new()
    {
        ["id"] = id, ["name"] = Names[id], ["value"] = value, ["document_type"] = "Contact", ["field_type"] = "single_line_text",
    };

    public static Reply? Update(JsonObject draft, JsonNode? sent)
    {
        if (sent is not JsonArray entries || entries.Any(entry => entry is not JsonObject))
            return WealthboxReply.BadRequest("custom_fields must be a list of objects");
        var fields = draft["custom_fields"]!.AsArray();
        foreach (var entry in entries.Cast<JsonObject>())
        {
            if (!long.TryParse(entry["id"]?.ToString(), out var id) || !Names.ContainsKey(id) || entry["value"] is not JsonValue value)
                continue;
            if (fields.FirstOrDefault(field => (long)field!["id"]! == id) is { } standing)
                standing["value"] = value.ToString();
            else
                fields.Add(Field(id, value.ToString()));
        }
        return null;
    }
}
