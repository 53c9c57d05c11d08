using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Counterpart.Tests.EndToEnd;

/// <summary>The rules of matching written once more, over the simulators' own records and without anything of the product.</summary>
internal sealed class MatchOracle
{
    // With the invariant culture the framework takes no letters apart: the cast's are few enough to be listed.
    private const string Accented = "ëéèáúñóüŁłøØšřêçãöä’ÅåñíïáčžŽÖ";
    private const string Plain = "eeeaunouLloOsrecaoa'AaniiaczZO";

    private readonly Dictionary<string, Face> clients;
    private readonly List<Face> contacts;

    public MatchOracle(IEnumerable<JsonObject> clients, IEnumerable<JsonObject> contacts)
    {
        this.clients = clients.Select(OfClient).ToDictionary(face => face.Id, StringComparer.Ordinal);
        this.contacts = [.. contacts.Select(OfContact)];
    }

    public IEnumerable<string> Clients => clients.Keys;

    /// <summary><c>taxId 20001</c>, <c>name 20002</c> or <c>needsChoice</c>.</summary>
    public string Expected(string id)
    {
        var client = clients[id];
        var sameTaxId = contacts.Where(contact => contact.TaxId is not null && contact.TaxId == client.TaxId).ToList();
        if (sameTaxId is [var only])
        {
            return only.IsPerson == client.IsPerson ? $"taxId {only.Id}" : "needsChoice";
        }

        var sameName = contacts.Where(contact => contact.IsPerson == client.IsPerson && contact.Name == client.Name && !Contradict(client, contact)).ToList();
        var namesakes = clients.Values.Any(other => other.Id != id && other.Name == client.Name && !Contradict(client, other));
        return sameTaxId.Count == 0 && sameName is [var one] && !namesakes ? $"name {one.Id}" : "needsChoice";
    }

    private static bool Contradict(Face one, Face other) =>
        (one.TaxId is not null && other.TaxId is not null && one.TaxId != other.TaxId)
        || (one.BirthDate is not null && other.BirthDate is not null && one.BirthDate != other.BirthDate);

    private static Face OfClient(JsonObject client) => new(
        (string)client["id"]!,
        (string?)client["kind"] == "person",
        client["name"] is { } name ? $"{Fold((string?)name["first"])} {Fold((string?)name["last"])}" : Fold((string?)client["organizationName"]),
        Digits((string?)client["taxId"]),
        (string?)client["birthDate"]);

    private static Face OfContact(JsonObject contact)
    {
        var isPerson = (string?)contact["type"] == "Person";
        var taxId = contact["custom_fields"]!.AsArray().FirstOrDefault(field => (string?)field!["name"] == "Tax ID");
        return new Face(
            contact["id"]!.ToString(),
            isPerson,
            isPerson ? $"{Fold((string?)contact["first_name"])} {Fold((string?)contact["last_name"])}" : Fold((string?)contact["name"]),
            Digits((string?)taxId?["value"]),
            (string?)contact["birth_date"] is { Length: > 0 } date ? date : null);
    }

    private static string? Digits(string? text) => text is null ? null : string.Concat(text.Where(char.IsAsciiDigit));

    private static string Fold(string? text)
    {
        var folded = new StringBuilder();
        foreach (var letter in text ?? string.Empty)
        {
            var at = Accented.IndexOf(letter, StringComparison.Ordinal);
            var plain = letter == 'ß' ? "ss" : at < 0 ? letter.ToString() : Plain[at].ToString();
            folded.Append(string.Concat(plain.Where(char.IsLetterOrDigit)).ToLower(CultureInfo.InvariantCulture));
        }

        return folded.ToString();
    }

    private sealed record Face(string Id, bool IsPerson, string Name, string? TaxId, string? BirthDate);
}
