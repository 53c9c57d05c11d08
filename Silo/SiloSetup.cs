using System.Net;
using Counterpart.Hosting;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Counterpart.Silo;

/// <summary>How a silo is set up.</summary>
internal static class SiloSetup
{
    private const string Npgsql = "Npgsql";

    /// <param name="database">Shared by the nodes; null: this silo is alone.</param>
    /// <param name="engine">Decides and commits for the silo's links.</param>
    public static void Apply(ISiloBuilder silo, ClusterOptions options, string? database, LinkEngine engine)
    {
        silo.Services.AddSingleton(engine);
        if (database is null)
        {
            silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort, serviceId: options.ServiceId, clusterId: options.ClusterId);
        }
        else
        {
            silo.Configure<Orleans.Configuration.ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId));
            silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Npgsql, database));
            silo.AddAdoNetGrainStorageAsDefault(storage => (storage.Invariant, storage.ConnectionString) = (Npgsql, database));
            silo.ConfigureEndpoints(IPAddress.Parse(options.Address), options.SiloPort, options.GatewayPort);
        }

        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = options.ResponseTimeout;
            messaging.MaxEnqueuedRequestsHardLimit = options.CallsPerLink;
        });
        silo.Configure<ClusterMembershipOptions>(membership => membership.ProbeTimeout = options.ProbeTimeout);
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = options.KeepLinks);
        silo.Configure<LoadSheddingOptions>(shedding => shedding.LoadSheddingEnabled = true);
        silo.AddActivityPropagation();
        if (options.Dashboard)
        {
            // The trace is the log: what is in it is not for operators of the API.
            silo.AddDashboard(dashboard => dashboard.HideTrace = true);
        }
    }
}
