using Counterpart.Hosting;
using Counterpart.Silo;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace Counterpart.Tests.Orleans.Cluster;

/// <summary>Silos in this process, each with an engine of its own, and a client that finds them.</summary>
internal static class TestSilos
{
    public static async Task<InProcessTestCluster> StartAsync(short count, Func<LinkEngine> engine)
    {
        var builder = new InProcessTestClusterBuilder(count);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureHost(host => host.Logging.SetMinimumLevel(LogLevel.None));
        builder.ConfigureSilo((_, silo) => SiloSetup.Host(silo, new ClusterOptions { Dashboard = false }, engine()));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
