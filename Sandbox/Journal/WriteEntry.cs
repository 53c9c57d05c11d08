using System.Text.Json;

namespace Counterpart.Sandbox.Journal;

/// <summary>One accepted write call: what it sent, and the record it found. Changed or not, it is here.</summary>
internal sealed record WriteEntry(
    long Seq, DateTimeOffset At, string System, string Tenant, string Record, string Who, long CallSeq,
    string Method, byte[]? Fields, byte[]? Before) : ILogEntry
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
        writer.WriteString("method", Method);
        JsonText.WriteRaw(writer, "fields", Fields);
        JsonText.WriteRaw(writer, "before", Before);
        writer.WriteEndObject();
    }

    public static WriteEntry Read(JsonElement json) => new(
        json.GetProperty("seq").GetInt64(),
        json.GetProperty("at").GetDateTimeOffset(),
        json.GetProperty("system").GetString()!,
        json.GetProperty("tenant").GetString()!,
        json.GetProperty("record").GetString()!,
        json.GetProperty("who").GetString()!,
        json.GetProperty("callSeq").GetInt64(),
        json.GetProperty("method").GetString()!,
        ChangeEntry.Raw(json.GetProperty("fields")),
        ChangeEntry.Raw(json.GetProperty("before")));
}
