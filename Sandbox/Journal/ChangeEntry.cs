using System.Text;
using System.Text.Json;

namespace Counterpart.Sandbox.Journal;

/// <summary>One field or row that a call changed; an empty path is the whole record, made or deleted.</summary>
internal sealed record ChangeEntry(
    long Seq, DateTimeOffset At, string System, string Tenant, string Record, string Who, long CallSeq,
    string Path, string? Row, byte[]? Before, byte[]? After) : ILogEntry
{
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("seq", Seq);
        writer.WriteString("at", At);
        writer.WriteString("system", System);
        writer.WriteString("tenant", Tenant);
        writer.WriteString("record", Record);
        writer.WriteString("who", Who);
        writer.WriteNumber("callSeq", CallSeq);
        writer.WriteString("path", Path);
        writer.WriteString("row", Row);
        JsonText.WriteRaw(writer, "before", Before);
        JsonText.WriteRaw(writer, "after", After);
        writer.WriteEndObject();
    }

    public static ChangeEntry Read(JsonElement json) => new(
        json.GetProperty("seq").GetInt64(),
        json.GetProperty("at").GetDateTimeOffset(),
        json.GetProperty("system").GetString()!,
        json.GetProperty("tenant").GetString()!,
        json.GetProperty("record").GetString()!,
        json.GetProperty("who").GetString()!,
        json.GetProperty("callSeq").GetInt64(),
        json.GetProperty("path").GetString()!,
        json.GetProperty("row").GetString(),
        Raw(json.GetProperty("before")),
        Raw(json.GetProperty("after")));

    internal static byte[]? Raw(JsonElement json) =>
        json.ValueKind == JsonValueKind.Null ? null : Encoding.UTF8.GetBytes(json.GetRawText());
}
