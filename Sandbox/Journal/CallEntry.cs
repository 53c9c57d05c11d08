using System.Text.Json;
using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.Journal;

/// <summary>One call, listed from its start; status 0 is a connection closed without an answer.</summary>
internal sealed class CallEntry(long seq, DateTimeOffset at, Caller caller, string method, string path, string query, string? record)
    : ILogEntry
{
    public long Seq => seq;

    public int Status { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("seq", seq);
        writer.WriteString("at", at);
        if (EndedAt is { } ended)
            writer.WriteString("endedAt", ended);
        else
            writer.WriteNull("endedAt");
        writer.WriteString("who", caller.Who);
        writer.WriteString("tenant", caller.Tenant);
        writer.WriteString("method", method);
        writer.WriteString("path", path);
        writer.WriteString("query", query);
        writer.WriteNumber("status", Status);
        writer.WriteString("record", record);
        writer.WriteEndObject();
    }
}
