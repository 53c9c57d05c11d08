using System.Text.Json.Nodes;

namespace Counterpart.Tests.Systems;

/// <summary>Applies a patch's JSON to a record's as a vendor would: named members change, rows go by their ids.</summary>
internal static class PaperVendor
{
    public static JsonObject Apply(JsonObject record, JsonObject patch, string removal)
    {
        var nextRow = 1000;
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case JsonArray rows:
                    Rows((JsonArray)record[name]!, rows, removal, ref nextRow);
                    break;
                case JsonObject parts:
                    Merge((JsonObject)record[name]!, parts);
                    break;
                default:
                    record[name] = value?.DeepClone();
                    break;
            }
        }

        return record;
    }

    private static void Rows(JsonArray rows, JsonArray patches, string removal, ref int nextRow)
    {
        foreach (var patch in patches.Cast<JsonObject>())
        {
            if (patch["id"] is not { } id)
            {
                var added = (JsonObject)patch.DeepClone();
                added["id"] = nextRow++;
                rows.Add(added);
                continue;
            }

            var row = rows.Cast<JsonObject>().Single(row => JsonNode.DeepEquals(row["id"], id));
            if (patch[removal] is not null)
            {
                rows.Remove(row);
            }
            else
            {
                Merge(row, patch);
            }
        }
    }

    private static void Merge(JsonObject into, JsonObject members)
    {
        foreach (var (name, value) in members)
        {
            into[name] = value?.DeepClone();
        }
    }
}
