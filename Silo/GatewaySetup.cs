using Counterpart.Storage;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Counterpart.Silo;

/// <summary>How a gateway's client of the cluster is set up.</summary>
internal static class GatewaySetup
{
    private const int Connections = 2;
    private static readonly TimeSpan LookForSilos = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    public static void Apply(IClientBuilder client, ClusterOptions options, string database)
    {
        client.Configure<Orleans.Configuration.ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId));
        var connection = OrleansConnection.For(new PostgresStoreOptions { ConnectionString = database }, Connections);
        client.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (OrleansConnection.Invariant, connection));
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout);
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = LookForSilos);
        client.UseConnectionRetryFilter(async (_, cancel) =>
        {
            // The silos may come up after the gateway.
            await Task.Delay(TryAgain, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return !cancel.IsCancellationRequested;
        });
        client.AddActivityPropagation();
        if (options.Dashboard)
        {
            client.AddDashboard(dashboard => dashboard.HideTrace = true);
        }
    }
}
