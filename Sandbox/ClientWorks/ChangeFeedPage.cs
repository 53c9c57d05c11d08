using Counterpart.Sandbox.Calls;
using Counterpart.Sandbox.Records;

namespace Counterpart.Sandbox.ClientWorks;

internal static class ChangeFeedPage
{
    /// <summary>A page from the clients after a position; one more than the limit says that there is more.</summary>
    public static Reply Of(List<RecordVersion> found, long after, int limit)
    {
        var shown = found.Take(limit).ToList();
        return Reply.Json(StatusCodes.Status200OK, JsonText.Bytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("changes");
            foreach (var client in shown)
            {
                writer.WriteStartObject();
                writer.WriteNumber("position", client.Position);
                if (client.Deleted)
                {
                    writer.WriteString("id", client.Id);
                    writer.WriteBoolean("deleted", true);
                }
                else
                {
                    JsonText.WriteRaw(writer, "client", client.Json);
                }
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteNumber("next", shown.Count > 0 ? shown[^1].Position : after);
            writer.WriteBoolean("more", found.Count > limit);
            writer.WriteEndObject();
        }));
    }
}
