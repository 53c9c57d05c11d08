using Counterpart.Sandbox.Records;

namespace Counterpart.Sandbox.Wealthbox;

internal static class ContactOrder
{
    /// <summary>By name with <c>asc</c> and <c>desc</c>, otherwise the newest first; the id decides between equals.</summary>
    public static IOrderedEnumerable<RecordVersion> Sort(IEnumerable<RecordVersion> contacts, string order)
    {
        var sorted = order switch
        {
            "desc" => contacts.OrderByDescending(ByName, StringComparer.OrdinalIgnoreCase),
            "created" => contacts.OrderByDescending(contact => contact.CreatedAt),
            "updated" or "recent" => contacts.OrderByDescending(contact => contact.At),
            _ => contacts.OrderBy(ByName, StringComparer.OrdinalIgnoreCase),
        };
        return sorted.ThenBy(contact => contact.Id.Length).ThenBy(contact => contact.Id, StringComparer.Ordinal);
    }

    private static string ByName(RecordVersion contact) => contact.Body.Text("name")!;
}
