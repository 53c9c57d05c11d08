using System.Net;
using System.Net.Sockets;
using Counterpart.Storage;
using Counterpart.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Counterpart.Tests.Orleans.Store;

/// <summary>Silos and a client that find each other by nothing but the store's database.</summary>
public sealed class SiloTests(PostgresServer server) : ProviderFixture(server)
{
    [Fact]
    public async Task Silos_StartedOnOneDatabase_AreOneClusterThatAClientFinds()
    {
        var table = await TableAsync("live");
        using var first = Silo(FreePort(), FreePort());
        await first.StartAsync(Cancel);
        using var second = Silo(FreePort(), FreePort());
        await second.StartAsync(Cancel);
        using var client = new HostBuilder().UseOrleansClient(builder => builder
            .Configure<ClusterOptions>(Name)
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (OrleansConnection.Invariant, ProviderConnection))).Build();
        await client.StartAsync(Cancel);

        var management = client.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        Assert.Equal(2, (await management.GetHosts(onlyActive: true)).Count);

        await client.StopAsync(Cancel);
        await second.StopAsync(Cancel);
        Assert.Equal([SiloStatus.Active, SiloStatus.Dead], (await table.ReadAll()).Members.Select(member => member.Item1.Status).Order());
        await first.StopAsync(Cancel);
        Assert.All((await table.ReadAll()).Members, member => Assert.Equal(SiloStatus.Dead, member.Item1.Status));
    }

    private static void Name(ClusterOptions options) => (options.ClusterId, options.ServiceId) = ("live", "counterpart");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private IHost Silo(int port, int gateway) => new HostBuilder().UseOrleans(silo => silo
        .Configure<ClusterOptions>(Name)
        .ConfigureEndpoints(IPAddress.Loopback, port, gateway)
        .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (OrleansConnection.Invariant, ProviderConnection))).Build();
}
