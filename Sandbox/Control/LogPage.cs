using System.Buffers;
using System.Text.Json;
using Counterpart.Sandbox.Journal;

namespace Counterpart.Sandbox.Control;

internal static class LogPage
{
    private const int MostEntries = 100_000;

    public static Task WriteAsync<T>(HttpContext context, BoundedLog<T> log, string name)
        where T : ILogEntry
    {
        var after = long.TryParse(context.Request.Query["after"], out var seq) ? seq : 0;
        var limit = int.TryParse(context.Request.Query["limit"], out var count) && count > 0 ? Math.Min(count, MostEntries) : 1000;
        var (entries, more, truncated) = log.After(after, limit);
        var buffer = new ArrayBufferWriter<byte>(65_536);
        using (var writer = new Utf8JsonWriter(buffer, JsonText.Writing))
        {
            writer.WriteStartObject();
            writer.WriteStartArray(name);
            foreach (var entry in entries)
                entry.WriteTo(writer);
            writer.WriteEndArray();
            writer.WriteNumber("next", entries.Count > 0 ? entries[^1].Seq : after);
            writer.WriteBoolean("more", more);
            writer.WriteBoolean("truncated", truncated);
            writer.WriteEndObject();
        }
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = buffer.WrittenCount;
        return context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted).AsTask();
    }
}
