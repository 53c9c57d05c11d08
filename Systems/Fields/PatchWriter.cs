using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Counterpart.Links;

namespace Counterpart.Systems;

/// <summary>A patch to a system's JSON, with nothing in it that the patch does not name.</summary>
internal static class PatchWriter
{
    /// <summary>The first path of the patch that the system has no field for; null when it has all.</summary>
    public static string? Unmapped(RecordPatch patch, SystemFields fields)
    {
        foreach (var path in patch.Scalars.Keys)
        {
            if (fields.Scalar(path) is null)
            {
                return path;
            }
        }

        foreach (var row in patch.Rows)
        {
            if (fields.List(row.List) is null)
            {
                return row.Path;
            }
        }

        foreach (var set in patch.Sets)
        {
            if (!fields.Sets.ContainsKey(set.List))
            {
                return set.Paths.FirstOrDefault() ?? set.List;
            }
        }

        return null;
    }

    public static ReadOnlyMemory<byte> Write(RecordPatch patch, SystemFields fields)
    {
        var body = new JsonObject();
        foreach (var (path, value) in patch.Scalars)
        {
            var field = fields.Scalar(path)!;
            Set(body, field.Name, value.IsBlank ? Cleared(field.ClearWith) : JsonValue.Create(value.Text));
        }

        foreach (var rows in patch.Rows.GroupBy(row => row.List, StringComparer.Ordinal))
        {
            var list = fields.List(rows.Key)!;
            body[list.Name] = new JsonArray([.. rows.Select(row => Row(row, list, fields)).OfType<JsonNode>()]);
        }

        foreach (var set in patch.Sets)
        {
            body[fields.Sets[set.List]] = new JsonArray([.. set.Whole.Select(name => (JsonNode?)JsonValue.Create(name))]);
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            body.WriteTo(writer);
        }

        return buffer.WrittenMemory;
    }

    private static void Set(JsonObject body, string name, JsonNode? value)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            body[name] = value;
            return;
        }

        var outer = name[..slash];
        if (body[outer] is not JsonObject inner)
        {
            body[outer] = inner = [];
        }

        Set(inner, name[(slash + 1)..], value);
    }

    private static JsonValue? Cleared(Clearing clearing) => clearing == Clearing.EmptyText ? JsonValue.Create(string.Empty) : null;

    /// <summary>Null for a row that is neither there nor to be added.</summary>
    private static JsonObject? Row(RowPatch row, ListMapping list, SystemFields fields)
    {
        if (row.RowId is null && row.Value is null or { IsBlank: true })
        {
            return null;
        }

        var json = new JsonObject();
        if (row.RowId is not null)
        {
            json["id"] = RowId(row.RowId, fields);
        }

        if (row.Value is { IsBlank: true })
        {
            json[fields.Removal] = true;
            return json;
        }

        if (row.Value is not null)
        {
            WriteParts(json, row, list, fields);
        }

        if (row.Primary is { } primary)
        {
            json[fields.Primary] = primary;
        }

        return json;
    }

    // Every part is written: one that was dropped from the value has to be cleared in the row. A new row needs no clearing.
    private static void WriteParts(JsonObject json, RowPatch row, ListMapping list, SystemFields fields)
    {
        foreach (var (part, name) in list.Parts)
        {
            if (row.Value!.Part(part) is { } text)
            {
                json[name] = part == "kind" ? fields.SpellKind(text) : text;
            }
            else if (row.RowId is not null)
            {
                json[name] = Cleared(part == "kind" ? Clearing.Null : fields.ClearPartsWith);
            }
        }
    }

    private static JsonValue RowId(string id, SystemFields fields) =>
        fields.NumericRowIds && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(id);
}
