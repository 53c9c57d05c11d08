using System.Text.Json.Nodes;

namespace Counterpart.Api.Commands;

/// <summary>Prints members of objects in columns.</summary>
internal static class Table
{
    public static async Task PrintAsync(JsonNode? rows, params string[] columns)
    {
        var table = new List<string[]> { columns };
        table.AddRange((rows as JsonArray ?? []).Select(row => columns.Select(column => Text(row?[column])).ToArray()));
        var widths = columns.Select((_, place) => table.Max(row => row[place].Length)).ToArray();
        foreach (var row in table)
        {
            await Console.Out.WriteLineAsync(string.Join("  ", row.Select((text, place) => text.PadRight(widths[place]))).TrimEnd());
        }
    }

    private static string Text(JsonNode? value) => value switch
    {
        null => "-",
        JsonValue single when single.TryGetValue<string>(out var text) => text,
        _ => value.ToJsonString(),
    };
}
