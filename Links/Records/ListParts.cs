namespace Counterpart.Links;

/// <summary>The lists of a record and the names of a row's parts, the same for every system.</summary>
public static class ListParts
{
    public const string Phones = "phones";
    public const string Emails = "emails";
    public const string Addresses = "addresses";
    public const string Websites = "websites";

    /// <summary>A set of names: its rows have no parts, and their value is the name.</summary>
    public const string Tags = "tags";

    /// <summary>Phones: <c>number extension kind</c>. E-mails and websites: <c>address kind</c>. Addresses: two lines, city, region, postal code, country, kind.</summary>
    public static IReadOnlyList<string> Of(string list) => list switch
    {
        Phones => ["number", "extension", "kind"],
        Emails or Websites => ["address", "kind"],
        Addresses => ["line1", "line2", "city", "region", "postalCode", "country", "kind"],
        _ => [],
    };
}
