using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>Makes requests of bodies.</summary>
internal static class RequestReaders
{
    private static readonly string[] Regions = ["US", "CA", "AU", "NZ"];

    public static LinksRequest Links(JsonElement body, Faults faults)
    {
        var members = new RequestMembers(body, faults, "integration", "clients");
        return new LinksRequest(members.Id("integration"), members.Ids("clients", ApiLimits.BulkClients));
    }

    public static UnlinkRequest Unlink(JsonElement body, Faults faults)
    {
        var members = new RequestMembers(body, faults, "integration", "clients", "reason");
        return new UnlinkRequest(
            members.Id("integration"), members.Ids("clients", ApiLimits.BulkClients), members.Named("reason", UnlinkReason.Unspecified));
    }

    public static ChoiceRequest Choice(JsonElement body, Faults faults) => new(new RequestMembers(body, faults, "partner").Id("partner"));

    public static IntegrationRequest Integration(JsonElement body, Faults faults)
    {
        var members = new RequestMembers(
            body, faults, "enabled", "contactSync", "accountSync", "onConflict", "first", "taxIdField", "region");
        var read = new IntegrationRequest(
            members.Flag("enabled"),
            members.Flag("contactSync", otherwise: true),
            members.Flag("accountSync", otherwise: false),
            members.Named("onConflict", ConflictPolicy.Hub),
            members.Named("first", ConflictPolicy.Ask),
            members.OptionalText("taxIdField", ApiLimits.TextLength));
        var region = members.OptionalText("region", ApiLimits.IdLength) ?? read.Region;
        if (!Regions.Contains(region, StringComparer.Ordinal))
        {
            faults.AddMember("region", $"must be one of {string.Join(", ", Regions)}");
        }

        return read with { Region = region };
    }
}
