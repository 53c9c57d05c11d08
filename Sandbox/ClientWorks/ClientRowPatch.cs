using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.ClientWorks;

/// <summary>Rows of a patch: with an id the named members change, without one a row is added, with <c>remove</c> it goes.</summary>
internal sealed class ClientRowPatch(ClientRows list, JsonArray rows, Func<long> takeRow)
{
    public Reply? Apply(JsonNode? sent)
    {
        if (sent is not JsonArray entries || entries.Any(entry => entry is not JsonObject))
            return Refused("It must be a list of rows");
        foreach (var entry in entries.Cast<JsonObject>())
        {
            if (Write(entry) is { } refusal)
                return refusal;
        }
        return null;
    }

    private Reply? Write(JsonObject entry)
    {
        if (entry["id"] is not { } id)
            return entry.ContainsKey("remove") ? Refused("A row is removed by its id") : Change(Add(), entry);
        var row = rows.Cast<JsonObject>().FirstOrDefault(each => each.Text("id") == id.ToString());
        if (row is null)
            return Refused("There is no such row");
        if (!IsTrue(entry["remove"]))
            return Change(row, entry);
        rows.Remove(row);
        return null;
    }

    private JsonObject Add()
    {
        var row = new JsonObject { ["id"] = $"{list.Letter}{takeRow()}" };
        foreach (var member in list.Members)
            row[member] = null;
        row["primary"] = rows.Count == 0;
        rows.Add(row);
        return row;
    }

    private Reply? Change(JsonObject row, JsonObject entry)
    {
        foreach (var (member, value) in entry)
        {
            if (member is "id" or "remove")
                continue;
            if (member is "primary")
                SetPrimary(row, IsTrue(value));
            else if (!list.Members.Contains(member, StringComparer.Ordinal))
                return Refused($"A row has no member {member}");
            else if (value is not null && ClientScalar.Text(value) is not { Length: > 0 and <= 200 })
                return Refused($"The {member} must be text of at most 200 characters");
            else
                row[member] = ClientScalar.Text(value);
        }
        return Refuse(row) is { } reason ? Refused(reason) : null;
    }

    private void SetPrimary(JsonObject row, bool primary)
    {
        if (primary)
        {
            foreach (var other in rows.Cast<JsonObject>())
                other["primary"] = false;
        }
        row["primary"] = primary;
    }

    private string? Refuse(JsonObject row) => list.Name switch
    {
        "phones" when (row.Text("number")?.Count(char.IsAsciiDigit) ?? 0) < 7 => "It is not a phone number",
        "emails" when row.Text("address")?.Contains('@') != true => "It is not an e-mail address",
        "websites" when row["address"] is null => "The address cannot be blank",
        "addresses" when list.Members.All(member => member is "kind" || row[member] is null) => "The address cannot be blank",
        _ => null,
    };

    private Reply Refused(string reason) => HubProblem.Refused(list.Name, reason);

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
