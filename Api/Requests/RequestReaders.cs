using System.Text.Json;
using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Api;

/// <summary>Makes requests of bodies.</summary>
internal static class RequestReaders
{
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

    public static BrakeRequest Brake(JsonElement body, Faults faults) => new(new RequestMembers(body, faults, "accept").Flag("accept"));

    public static ChoiceRequest Choice(JsonElement body, Faults faults) => new(new RequestMembers(body, faults, "partner").Id("partner"));

    public static Func<JsonElement, Faults, IntegrationRequest> Integration(Integration integration) =>
        (body, faults) => ReadIntegrationSettings.Read(body, faults, integration);
}
