using System.Text.Json;
using System.Text.Json.Nodes;
using Counterpart.Sandbox.Records;

namespace Counterpart.Sandbox.ClientWorks;

/// <summary>One client in a post: all fields that are posted, as they are now.</summary>
internal static class ChangePost
{
    private static readonly string[] Fields =
    [
        "birthDate", "gender", "maritalStatus", "employer", "jobTitle", "phones", "emails", "addresses", "websites",
        "contactType", "status", "clientSince",
    ];

    public static byte[] Of(RecordVersion client) => JsonText.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("record", client.Id);
        writer.WriteNumber("revision", Book.Revision(client));
        if (client.Deleted)
            writer.WriteBoolean("deleted", true);
        else
            WriteFields(writer, client.Body);
        writer.WriteEndObject();
    });

    private static void WriteFields(Utf8JsonWriter writer, JsonObject body)
    {
        writer.WriteStartObject("fields");
        foreach (var (part, value) in body["name"] as JsonObject ?? [])
            Write(writer, $"name/{part}", value);
        if (body["organizationName"] is { } organization)
            Write(writer, "organization/name", organization);
        foreach (var field in Fields)
            Write(writer, field, body[field]);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string field, JsonNode? value)
    {
        writer.WritePropertyName(field);
        JsonText.Write(writer, value);
    }
}
