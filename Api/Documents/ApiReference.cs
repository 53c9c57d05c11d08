using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Counterpart.Api;

/// <summary>Makes a page for people of the OpenAPI document: docs/api.md, which a test holds against the document.</summary>
public static class ApiReference
{
    private const int LongestExample = 2500;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The page, in Markdown.</summary>
    /// <param name="openApi">The document, as <c>/openapi/v1.json</c> answers it.</param>
    public static string Write(string openApi)
    {
        var document = JsonNode.Parse(openApi)!;
        var operations = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (Path: path.Key, Method: operation.Key.ToUpperInvariant(), Node: operation.Value!)))
            .OrderBy(operation => operation.Path, StringComparer.Ordinal).ThenBy(operation => operation.Method, StringComparer.Ordinal).ToList();
        var page = new StringBuilder();
        page.Append("<!-- Made of the OpenAPI document by: dotnet run --project Api -- openapi --markdown -->\n\n# The API\n\n");
        page.Append(document["info"]!["description"]).Append("\n\nThe same as a document for programs: `GET /openapi/v1.json` of a running process.\n\n");
        page.Append("| call | |\n|---|---|\n");
        foreach (var (path, method, node) in operations)
        {
            page.Append(CultureInfo.InvariantCulture, $"| [`{method} {path}`](#{Anchor(node)}) | {Cell(node["summary"])} |\n");
        }

        foreach (var (path, method, node) in operations)
        {
            WriteOperation(page, path, method, node);
        }

        return page.ToString();
    }

    private static void WriteOperation(StringBuilder page, string path, string method, JsonNode node)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {node["operationId"]}\n\n`{method} {path}`\n\n{node["summary"]}.");
        page.Append(node["description"] is { } description ? $" {description}\n" : "\n");
        if (node["parameters"] is JsonArray { Count: > 0 } parameters)
        {
            page.Append("\n| parameter | in | |\n|---|---|---|\n");
            foreach (var parameter in parameters)
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{parameter!["name"]}` | {parameter["in"]} | {Cell(parameter["description"])}{Bounds(parameter["schema"])} |\n");
            }
        }

        if (node["requestBody"]?["content"] is JsonObject request)
        {
            WriteExample(page, "Request", request);
        }

        foreach (var (status, response) in node["responses"]!.AsObject().Where(response => response.Key[0] == '2'))
        {
            WriteExample(page, status == "200" ? "Answer" : $"Answer {status}", response!["content"]?.AsObject());
        }

        WriteProblems(page, node["responses"]!.AsObject());
    }

    private static void WriteExample(StringBuilder page, string title, JsonObject? content)
    {
        foreach (var (type, media) in content ?? [])
        {
            if (media?["example"] is not { } example)
            {
                continue;
            }

            var text = example.ToJsonString(Readable);
            page.Append(CultureInfo.InvariantCulture, $"\n{title} (`{type}`):\n\n```json\n{(text.Length <= LongestExample ? text : example.ToJsonString(new JsonSerializerOptions(Readable) { WriteIndented = false }))}\n```\n");
        }
    }

    private static void WriteProblems(StringBuilder page, JsonObject responses)
    {
        var problems = responses.Where(response => response.Key[0] is '4' or '5')
            .SelectMany(response => (response.Value!["content"]?["application/problem+json"]?["examples"] as JsonObject ?? [])
                .Select(example => $"{response.Key} `{example.Key}`"));
        page.Append(CultureInfo.InvariantCulture, $"\nProblems: {string.Join(", ", problems.DefaultIfEmpty("none"))}.\n");
    }

    private static string Bounds(JsonNode? schema)
    {
        var bounds = new List<string>();
        if (schema?["enum"] is JsonArray names)
        {
            bounds.Add(string.Join(", ", names.Select(name => $"`{name}`")));
        }

        if (schema?["minimum"] is { } minimum)
        {
            bounds.Add(schema["maximum"] is { } maximum ? $"{minimum} to {maximum}" : $"from {minimum}");
        }

        if (schema?["default"] is { } otherwise)
        {
            bounds.Add($"default {otherwise}");
        }

        return bounds.Count == 0 ? string.Empty : $" ({string.Join("; ", bounds)})";
    }

    private static string Anchor(JsonNode node) => node["operationId"]!.GetValue<string>().ToLowerInvariant();

    private static string Cell(JsonNode? text) => text?.GetValue<string>().Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ") ?? string.Empty;
}
