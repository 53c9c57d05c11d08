using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Systems.Wealthbox;

/// <summary>A contact's JSON to a record.</summary>
internal static class WealthboxContact
{
    /// <summary>Null when it has no id.</summary>
    public static SystemRecord? Read(JsonElement contact, ConnectorOptions options)
    {
        if (contact.Id("id") is not { } id)
        {
            return null;
        }

        var kind = Kind(contact);
        return new SystemRecord
        {
            Id = id,
            Kind = kind,
            Content = ContentReader.Read(contact, kind, WealthboxFields.Contact),
            TaxId = TaxId(contact, options),
        };
    }

    private static RecordKind Kind(JsonElement contact) => contact.Text("type") switch
    {
        "Person" => RecordKind.Person,
        "Organization" => RecordKind.Company,
        "Trust" => RecordKind.Trust,
        "Household" => RecordKind.Household,
        _ => contact.Text("last_name") is null && contact.Text("first_name") is null ? RecordKind.Company : RecordKind.Person,
    };

    // No field of Wealthbox holds a tax id; a firm keeps it in a custom field of its own, which the settings name.
    private static SealedTaxId? TaxId(JsonElement contact, ConnectorOptions options)
    {
        if (!options.Settings.TryGetValue(WealthboxFactory.TaxIdField, out var field)
            || string.IsNullOrWhiteSpace(field)
            || contact.Member("custom_fields") is not { ValueKind: JsonValueKind.Array } customFields)
        {
            return null;
        }

        foreach (var custom in customFields.EnumerateArray())
        {
            if (string.Equals(custom.Id("id"), field, StringComparison.Ordinal)
                || string.Equals(custom.Text("name"), field, StringComparison.OrdinalIgnoreCase))
            {
                return TaxIdDigits.Of(custom.Text("value")) is { } digits ? options.Seal(digits) : null;
            }
        }

        return null;
    }
}
