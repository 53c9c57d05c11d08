namespace Counterpart.Sandbox.ClientWorks;

/// <summary>The row lists of a client, the letter of their row ids, and their members; the first member is the value itself.</summary>
internal sealed record ClientRows(string Name, char Letter, IReadOnlyList<string> Members)
{
    public static readonly IReadOnlyList<ClientRows> All =
    [
        new("phones", 'p', ["number", "extension", "kind"]),
        new("emails", 'e', ["address", "kind"]),
        new("addresses", 'a', ["line1", "line2", "city", "region", "postalCode", "country", "kind"]),
        new("websites", 'w', ["address", "kind"]),
    ];

    public static ClientRows? Find(string name) => All.FirstOrDefault(list => list.Name == name);
}
