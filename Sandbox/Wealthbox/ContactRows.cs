namespace Counterpart.Sandbox.Wealthbox;

/// <summary>The row lists of a contact and the members a caller may write in them.</summary>
internal static class ContactRows
{
    public static readonly IReadOnlyDictionary<string, string[]> Members = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["phone_numbers"] = ["address", "extension", "kind"],
        ["email_addresses"] = ["address", "kind"],
        ["websites"] = ["address", "kind"],
        ["street_addresses"] = ["street_line_1", "street_line_2", "city", "state", "zip_code", "country", "kind"],
    };

    public const string Streets = "street_addresses";
}
