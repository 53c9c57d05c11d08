using System.Text.Json;
using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.Wealthbox;

/// <summary>
/// Rows as they are written: with an id that row changes, without one a row is added, with <c>destroy</c> it goes. At most one is principal.
/// </summary>
internal sealed class RowPatch(
    string list, JsonArray rows, WealthboxSettings settings, Func<long> takeRow, Dictionary<string, string> errors)
{
    public Reply? Apply(JsonNode? sent)
    {
        if (sent is not JsonArray entries || entries.Any(entry => entry is not JsonObject))
            return WealthboxReply.BadRequest($"{list} must be a list of objects");
        foreach (var entry in entries.Cast<JsonObject>())
        {
            if (Write(entry) is { } refusal)
                return refusal;
        }
        return null;
    }

    private Reply? Write(JsonObject entry)
    {
        JsonObject? row = null;
        if (entry["id"] is { } id)
        {
            row = rows.Cast<JsonObject>().FirstOrDefault(each => each["id"]!.ToString() == id.ToString());
            if (row is null)
            {
                errors[list] = "is invalid";
                return null;
            }
        }
        if (IsTrue(entry["destroy"]))
        {
            if (row is not null)
                rows.Remove(row);
            return null;
        }
        return row is null ? Add(entry) : Change(row, entry);
    }

    private Reply? Add(JsonObject entry)
    {
        var row = new JsonObject { ["id"] = takeRow() };
        foreach (var member in ContactRows.Members[list])
            row[member] = null;
        row["principal"] = false;
        if (list == ContactRows.Streets)
            row["address"] = "";
        // The first row of a list becomes the principal one unless the caller says otherwise.
        var principal = rows.Count == 0 && entry["principal"] is null;
        rows.Add(row);
        if (principal)
            row["principal"] = true;
        return Change(row, entry);
    }

    private Reply? Change(JsonObject row, JsonObject entry)
    {
        foreach (var member in ContactRows.Members[list])
        {
            if (!entry.TryGetPropertyValue(member, out var value))
                continue;
            if (value is not (null or JsonValue) || value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
                return WealthboxReply.BadRequest($"{list} has the wrong type");
            row[member] = value?.ToString() is { Length: > 0 } text ? Stored(member, text) : null;
        }
        if (Invalid(row) is { } message)
            errors[list] = message;
        if (entry["principal"] is { } principal)
            SetPrincipal(row, IsTrue(principal));
        return null;
    }

    private void SetPrincipal(JsonObject row, bool principal)
    {
        if (principal)
        {
            foreach (var other in rows.Cast<JsonObject>())
                other["principal"] = false;
        }
        row["principal"] = principal;
    }

    private string Stored(string member, string text) =>
        settings.ReformatPhones && list == "phone_numbers" && member == "address" ? PhoneText.Reformat(text) : text;

    private string? Invalid(JsonObject row)
    {
        if (list == ContactRows.Streets)
        {
            return ContactRows.Members[list].Any(member => row.Text(member)?.Length > 255) ? "is too long (maximum is 255 characters)"
                : ContactRows.Members[list].All(member => member is "kind" || row[member] is null) ? "can't be blank" : null;
        }
        var limit = list == "phone_numbers" ? 50 : 255;
        return row.Text("address") switch
        {
            null => "can't be blank",
            { } text when text.Length > limit => $"is too long (maximum is {limit} characters)",
            { } text when list == "email_addresses" && !text.Contains('@') => "is invalid",
            _ => null,
        };
    }

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.ToString() is "true" or "True" or "1";
}
