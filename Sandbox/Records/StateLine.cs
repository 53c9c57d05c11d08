using System.Text.Json;
using System.Text.Json.Nodes;
using Counterpart.Sandbox.Journal;

namespace Counterpart.Sandbox.Records;

/// <summary>One commit in the state file: the version it left, if it changed anything, and its log entries.</summary>
internal sealed record StateLine(
    string System, string Tenant, RecordVersion? Version, long LastRow, IReadOnlyList<ChangeEntry> Changes, WriteEntry Sent)
{
    public static void Write(
        Utf8JsonWriter writer, string system, string tenant, RecordVersion? version, long lastRow,
        IReadOnlyList<ChangeEntry> changes, WriteEntry write)
    {
        writer.WriteStartObject();
        writer.WriteString("system", system);
        writer.WriteString("tenant", tenant);
        if (version is not null)
        {
            writer.WriteString("id", version.Id);
            writer.WriteString("createdAt", version.CreatedAt);
            writer.WriteString("at", version.At);
            writer.WriteNumber("position", version.Position);
            writer.WriteBoolean("deleted", version.Deleted);
            JsonText.WriteRaw(writer, "body", version.Json);
        }
        writer.WriteNumber("lastRow", lastRow);
        writer.WriteStartArray("changes");
        foreach (var change in changes)
            change.WriteTo(writer);
        writer.WriteEndArray();
        writer.WritePropertyName("write");
        write.WriteTo(writer);
        writer.WriteEndObject();
    }

    public static StateLine Read(JsonElement line) => new(
        line.GetProperty("system").GetString()!,
        line.GetProperty("tenant").GetString()!,
        line.TryGetProperty("id", out var id) ? ReadVersion(line, id.GetString()!) : null,
        line.GetProperty("lastRow").GetInt64(),
        [.. line.GetProperty("changes").EnumerateArray().Select(ChangeEntry.Read)],
        WriteEntry.Read(line.GetProperty("write")));

    private static RecordVersion ReadVersion(JsonElement line, string id)
    {
        var body = JsonObject.Create(line.GetProperty("body"))!;
        return new RecordVersion
        {
            Id = id,
            Body = body,
            Json = JsonText.Bytes(body),
            CreatedAt = line.GetProperty("createdAt").GetDateTimeOffset(),
            At = line.GetProperty("at").GetDateTimeOffset(),
            Position = line.GetProperty("position").GetInt64(),
            Deleted = line.GetProperty("deleted").GetBoolean(),
        };
    }
}
