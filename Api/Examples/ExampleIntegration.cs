using Counterpart.Links;

namespace Counterpart.Api;

internal static class ExampleIntegration
{
    public static readonly IntegrationRequest Request = new(Enabled: true, AccountSync: true, TaxIdField: "SSN");

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
        "US");
}
