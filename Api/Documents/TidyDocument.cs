using System.Text.Json.Nodes;

namespace Counterpart.Api;

/// <summary>Mends what makes generated clients bad: names without a type, and "null or this" about what may be null by itself.</summary>
internal static class TidyDocument
{
    public static void Tidy(JsonNode document)
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        var nullable = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, schema) in schemas)
        {
            if (schema!["enum"] is JsonArray names)
            {
                schema["type"] = "string";
                schema["enum"] = new JsonArray([.. names.Where(value => value is not null).Select(value => value!.DeepClone())]);
            }
            else if (schema["type"] is JsonArray types && types.Any(type => (string?)type == "null"))
            {
                nullable.Add($"#/components/schemas/{name}");
            }
        }

        Walk(document, nullable);
    }

    private static void Walk(JsonNode? node, HashSet<string> nullable)
    {
        switch (node)
        {
            case JsonObject schema:
                if (schema["oneOf"] is JsonArray { Count: 2 } choice
                    && choice[0] is JsonObject first
                    && choice[1] is JsonObject second
                    && (string?)first["type"] == "null"
                    && (string?)second["$ref"] is { } reference
                    && nullable.Contains(reference))
                {
                    schema.Remove("oneOf");
                    foreach (var (name, value) in second)
                    {
                        schema[name] = value?.DeepClone();
                    }
                }

                foreach (var (_, child) in schema)
                {
                    Walk(child, nullable);
                }

                break;
            case JsonArray list:
                foreach (var child in list)
                {
                    Walk(child, nullable);
                }

                break;
        }
    }
}
