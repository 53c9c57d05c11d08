using System.Text.Json.Nodes;

namespace Counterpart.Sandbox.Records;

/// <summary>The fields and rows in which two bodies of one record differ.</summary>
internal static class RecordComparison
{
    public static List<FieldChange> Compare(RecordShape shape, JsonObject before, JsonObject after)
    {
        var changes = new List<FieldChange>();
        foreach (var name in Names(before, after))
        {
            if (shape.Derived(after, name))
                continue;
            var (old, now) = (before[name], after[name]);
            if (shape.RowLists.Contains(name))
                CompareRows(changes, name, old as JsonArray, now as JsonArray);
            else if (shape.Nested.Contains(name) && old is JsonObject oldParts && now is JsonObject nowParts)
                CompareParts(changes, name, oldParts, nowParts);
            else if (!JsonNode.DeepEquals(old, now))
                changes.Add(new(name, null, Bytes(old), Bytes(now)));
        }
        return changes;
    }

    private static void CompareParts(List<FieldChange> changes, string name, JsonObject before, JsonObject after)
    {
        foreach (var part in Names(before, after))
        {
            if (!JsonNode.DeepEquals(before[part], after[part]))
                changes.Add(new($"{name}/{part}", null, Bytes(before[part]), Bytes(after[part])));
        }
    }

    private static void CompareRows(List<FieldChange> changes, string name, JsonArray? before, JsonArray? after)
    {
        var old = ById(before);
        foreach (var (id, row) in ById(after))
        {
            old.Remove(id, out var previous);
            if (!JsonNode.DeepEquals(previous, row))
                changes.Add(new(name, id, Bytes(previous), Bytes(row)));
        }
        foreach (var (id, row) in old)
            changes.Add(new(name, id, Bytes(row), null));
    }

    private static Dictionary<string, JsonNode> ById(JsonArray? rows) =>
        rows is null ? [] : rows.ToDictionary(row => row!["id"]!.ToString(), row => row!, StringComparer.Ordinal);

    private static IEnumerable<string> Names(JsonObject before, JsonObject after) =>
        before.Select(member => member.Key).Union(after.Select(member => member.Key), StringComparer.Ordinal);

    private static byte[]? Bytes(JsonNode? node) => node is null ? null : JsonText.Bytes(node);
}
