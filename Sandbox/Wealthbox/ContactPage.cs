using System.Text.Json;
using Counterpart.Sandbox.Calls;
using Counterpart.Sandbox.Records;

namespace Counterpart.Sandbox.Wealthbox;

internal static class ContactPage
{
    public static Reply Of(List<RecordVersion> contacts, ContactQuery query)
    {
        var first = (int)Math.Min((long)(query.Page - 1) * query.PerPage, contacts.Count);
        // Only as much is sorted as the page needs.
        var page = ContactOrder.Sort(contacts, query.Order).Skip(first).Take(query.PerPage).ToList();
        return Reply.Json(StatusCodes.Status200OK, JsonText.Bytes(writer => Write(writer, contacts.Count, query, page)));
    }

    private static void Write(Utf8JsonWriter writer, int total, ContactQuery query, List<RecordVersion> page)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("contacts");
        foreach (var contact in page)
            writer.WriteRawValue(contact.Json, skipInputValidation: true);
        writer.WriteEndArray();
        writer.WriteStartObject("meta");
        writer.WriteNumber("total_count", total);
        writer.WriteNumber("total_pages", (total + query.PerPage - 1) / query.PerPage);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
