using System.Text.Json.Nodes;

namespace Counterpart.Sandbox.Wealthbox;

/// <summary>Two contacts become one, as a person does it in the application: blanks are filled, and rows and tags are brought together.</summary>
internal static class ContactMerge
{
    public static JsonObject Of(JsonObject keep, JsonObject gone)
    {
        var merged = (JsonObject)keep.DeepClone();
        foreach (var field in ContactFields.All)
            merged[field.Name] ??= gone[field.Name]?.DeepClone();
        foreach (var list in ContactRows.Members.Keys)
            Join(merged[list]!.AsArray(), gone[list]!.AsArray(), "address");
        Join(merged["tags"]!.AsArray(), gone["tags"]!.AsArray(), "id");
        Join(merged["custom_fields"]!.AsArray(), gone["custom_fields"]!.AsArray(), "id");
        ContactShape.Derive(merged);
        return merged;
    }

    private static void Join(JsonArray rows, JsonArray others, string key)
    {
        var known = rows.Select(row => row![key]?.ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var row in others.Select(row => (JsonObject)row!.DeepClone()).Where(row => known.Add(row[key]?.ToString())))
        {
            if (row.ContainsKey("principal"))
                row["principal"] = rows.Count == 0;
            rows.Add(row);
        }
    }
}
