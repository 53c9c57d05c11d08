using Counterpart.Links;

namespace Counterpart.Api;

internal static class ExampleIntegration
{
    private static readonly Dictionary<string, FieldItem> Fields = new(StringComparer.Ordinal)
    {
        ["jobTitle"] = new FieldItem(Direction.Manual),
        ["birthDate"] = new FieldItem(OnConflict: ConflictPolicy.Ask, OnBlank: BlankRule.Keep),
    };

    public static readonly IntegrationRequest Request = new(
        Enabled: true,
        AccountSync: true,
        TaxIdField: "SSN",
        HubPage: "https://clientworks.example.com/clients/{record}",
        PartnerPage: "https://crm.example.com/contacts/{record}?client={client}",
        Fields: Fields);

    public static readonly IntegrationAnswer Answer = new(
        ExampleNames.Integration,
        ExampleNames.Hub,
        ExampleNames.Partner,
        Version: 4,
        Enabled: true,
        ContactSync: true,
        AccountSync: true,
        ConflictPolicy.Hub,
        ConflictPolicy.Ask,
        "SSN",
        "US",
        ObserveOnly: false,
        Paused: false,
        "https://clientworks.example.com/clients/{record}",
        "https://crm.example.com/contacts/{record}?client={client}",
        Fields,
        new ReconsideredItem(Version: 4, Done: false, Links: 1200, ChangedLinks: 3, ChangedPaths: 5));

    public static readonly TrialAnswer Trial = new(
        DryRun: true,
        ExampleNames.Integration,
        Version: 4,
        Links: 1830,
        Complete: true,
        ChangedLinks: 12,
        ChangedPaths: 17,
        OwedBefore: 0,
        OwedAfter: 9,
        HeldBefore: 41,
        HeldAfter: 32);

    public static readonly PreviewAnswer Preview = new(
        ExampleNames.Integration,
        Writes: false,
        [
            new PreviewItem(
                ExampleNames.Client,
                ExampleNames.Name,
                "jobTitle",
                Side.Partner,
                ExampleNames.Partner,
                new ValueItem(FieldValue.Of("Surgeon"), 11, ExampleNames.At("10:03:00")),
                new ValueItem(FieldValue.Of("Cardiologist"), 4, ExampleNames.At("10:00:00")),
                "onlyChange",
                "Only clientworks changed: owed to wealthbox.",
                ExampleNames.At("10:03:00.5"),
                "/v1/links/clientworks-wealthbox/CW-100001"),
        ],
        "VGhpcyBpcyBhbiBvcGFxdWUgY3Vyc29y");
}
