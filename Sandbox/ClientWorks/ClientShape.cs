using System.Text.Json.Nodes;
using Counterpart.Sandbox.Records;

namespace Counterpart.Sandbox.ClientWorks;

/// <summary>An empty client, in the order of the protocol.</summary>
internal static class ClientShape
{
    public static readonly IReadOnlyList<string> NameParts = ["prefix", "first", "middle", "last", "suffix", "nickname"];

    public static readonly IReadOnlyList<string> Kinds = ["person", "company", "trust", "household"];

    public static readonly RecordShape Records = new()
    {
        RowLists = ClientRows.All.Select(list => list.Name).ToHashSet(StringComparer.Ordinal),
        Nested = new HashSet<string>(StringComparer.Ordinal) { "name" },
        Derived = static (_, name) => name is "revision",
        Stamp = static (body, _, isNew) => body["revision"] = isNew ? 1 : (long)body["revision"]! + 1,
    };

    public static JsonObject Empty(string id, string kind)
    {
        var body = new JsonObject { ["id"] = id, ["revision"] = 1L, ["kind"] = kind, ["adviser"] = "adviser-1", ["name"] = null };
        if (kind == "person")
        {
            var name = new JsonObject();
            foreach (var part in NameParts)
                name[part] = null;
            body["name"] = name;
        }
        foreach (var scalar in new[] { "organizationName", "birthDate", "gender", "maritalStatus", "employer", "jobTitle" })
            body[scalar] = null;
        foreach (var list in ClientRows.All)
            body[list.Name] = new JsonArray();
        body["tags"] = new JsonArray();
        foreach (var scalar in new[] { "background", "contactType", "status", "clientSince", "taxId" })
            body[scalar] = null;
        return body;
    }
}
