using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>The systems behind an integration's name.</summary>
internal static class IntegrationName
{
    public static Integration Find(string integration) =>
        Integrations.TryGet(integration, out var found) ? found : throw new InvalidOperationException($"There is no integration {integration}.");

    public static string Hub(string integration) => Find(integration).HubSystem;

    public static string Partner(string integration) => Find(integration).PartnerSystem;

    /// <summary>Which side of the integration the system is.</summary>
    public static Side SideOf(string integration, string system) =>
        string.Equals(Hub(integration), system, StringComparison.Ordinal) ? Side.Hub : Side.Partner;
}
