using System.Globalization;
using System.Text.Json.Nodes;

namespace Counterpart.Load.Lab;

/// <summary>A field that the people change, with its name and its patch in both systems. Every value is unique in a run.</summary>
internal sealed class EditedField
{
    private EditedField(Func<long, string> value, Func<string, RowIds, JsonObject> hub, Func<string, RowIds, JsonObject> partner)
    {
        Value = value;
        Hub = hub;
        Partner = partner;
    }

    public Func<long, string> Value { get; }

    /// <summary>The patch that a person's edit sends to ClientWorks.</summary>
    public Func<string, RowIds, JsonObject> Hub { get; }

    public Func<string, RowIds, JsonObject> Partner { get; }

    public static IReadOnlyList<EditedField> All { get; } =
    [
        Scalar((value) => new JsonObject { ["employer"] = value }, "company_name"),
        Scalar((value) => new JsonObject { ["jobTitle"] = value }, "job_title"),
        Scalar((value) => new JsonObject { ["name"] = new JsonObject { ["last"] = value } }, "last_name"),
        Scalar((value) => new JsonObject { ["name"] = new JsonObject { ["nickname"] = value } }, "nickname"),
        Row("phones", "number", "phone_numbers", PhoneNumber, ids => ids.HubPhone, ids => ids.PartnerPhone),
        Row("emails", "address", "email_addresses", number => $"v{number}@example.com", ids => ids.HubEmail, ids => ids.PartnerEmail),
    ];

    private static EditedField Scalar(Func<string, JsonObject> hub, string partner) =>
        new(number => $"v{number}", (value, _) => hub(value), (value, _) => new JsonObject { [partner] = value });

    private static EditedField Row(
        string list, string member, string partnerList, Func<long, string> value, Func<RowIds, string> hubId, Func<RowIds, string> partnerId) =>
        new(
            value,
            (text, ids) => new JsonObject { [list] = new JsonArray(new JsonObject { ["id"] = hubId(ids), [member] = text }) },
            (text, ids) => new JsonObject
            {
                [partnerList] = new JsonArray(new JsonObject { ["id"] = long.Parse(partnerId(ids), CultureInfo.InvariantCulture), ["address"] = text }),
            });

    // Ten digits, none of them a real exchange's: 2xx then the number.
    private static string PhoneNumber(long number) => string.Create(CultureInfo.InvariantCulture, $"+1{2_000_000_000 + number}");
}

/// <summary>The ids of a pair's first phone and e-mail rows in both systems.</summary>
internal sealed record RowIds(string HubPhone, string HubEmail, string PartnerPhone, string PartnerEmail);
