using System.Net;
using Counterpart.Hosting;
using Counterpart.Storage;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Counterpart.Silo;

/// <summary>How a silo is set up.</summary>
internal static class SiloSetup
{
    /// <summary>Connections that the node's providers of clustering and grain storage share, beside the store's own.</summary>
    private const int Connections = 10;

    /// <summary>How long a silo tries to say in the table that it comes, or goes: whatever runs silos starts it again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="database">Shared by the nodes; null: this silo is alone.</param>
    /// <param name="engine">Decides and commits for the silo's links.</param>
    public static void Apply(ISiloBuilder silo, ClusterOptions options, string? database, LinkEngine engine)
    {
        Join(silo, options, database);
        Host(silo, options, engine);
    }

    private static void Join(ISiloBuilder silo, ClusterOptions options, string? database)
    {
        if (database is null)
        {
            silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort, serviceId: options.ServiceId, clusterId: options.ClusterId);
        }
        else
        {
            var connection = OrleansConnection.For(new PostgresStoreOptions { ConnectionString = database }, Connections);
            silo.Configure<Orleans.Configuration.ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId));
            silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (OrleansConnection.Invariant, connection));
            silo.AddAdoNetGrainStorageAsDefault(storage => (storage.Invariant, storage.ConnectionString) = (OrleansConnection.Invariant, connection));
            silo.ConfigureEndpoints(IPAddress.Parse(options.Address), options.SiloPort, options.GatewayPort);
        }
    }

    /// <summary>What is the same in every cluster.</summary>
    internal static void Host(ISiloBuilder silo, ClusterOptions options, LinkEngine engine)
    {
        silo.Services.AddSingleton(engine);
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = options.ResponseTimeout;
            messaging.MaxEnqueuedRequestsHardLimit = options.CallsPerLink;
        });
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = options.ProbeTimeout;
            membership.MaxJoinAttemptTime = Patience;

            // A silo that stood still finds nowhere else that it was voted dead meanwhile: it knows so when it looks, and ends.
            membership.TableRefreshTimeout = options.ProbeTimeout * membership.NumMissedProbesLimit;
        });
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = options.KeepLinks);
        silo.AddActivityPropagation();
        if (options.Dashboard)
        {
            // The trace is the log: what is in it is not for operators of the API.
            silo.AddDashboard(dashboard => dashboard.HideTrace = true);
        }
    }
}
