using System.Net;
using Counterpart.Storage;
using Counterpart.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Messaging;
using Orleans.Runtime;
using Orleans.Storage;

namespace Counterpart.Tests.Orleans.Store;

/// <summary>Orleans' own providers over a schema that the store has made, as a silo or client gets them; nothing is started.</summary>
public abstract class ProviderFixture(PostgresServer server) : PostgresFixture(server)
{
    private const string StorageName = "quiet";

    private readonly List<IHost> hosts = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await OpenAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected string ProviderConnection => OrleansConnection.For(new PostgresStoreOptions { ConnectionString = Connection }, 10);

    private protected async Task<IMembershipTable> TableAsync(string cluster = "test")
    {
        var table = Silo(cluster).GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTable(true);
        return table;
    }

    private protected async Task<IGatewayListProvider> GatewaysAsync(string cluster = "test")
    {
        var host = new HostBuilder().UseOrleansClient(client => client
            .Configure<ClusterOptions>(options => options.ClusterId = cluster)
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (OrleansConnection.Invariant, ProviderConnection))).Build();
        hosts.Add(host);
        var gateways = host.Services.GetRequiredService<IGatewayListProvider>();
        await gateways.InitializeGatewayListProvider();
        return gateways;
    }

    private protected async Task<IGrainStorage> GrainStorageAsync(string service = "counterpart", bool deletes = false)
    {
        var services = Silo("test", service, deletes);
        var storage = services.GetRequiredKeyedService<IGrainStorage>(StorageName);
        var lifecycle = ActivatorUtilities.CreateInstance<SiloLifecycleSubject>(services);
        ((ILifecycleParticipant<ISiloLifecycle>)storage).Participate(lifecycle);
        await lifecycle.OnStart(Cancel);
        return storage;
    }

    private IServiceProvider Silo(string cluster, string service = "counterpart", bool deletes = false)
    {
        var host = new HostBuilder().UseOrleans(silo => silo
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, service))
            .ConfigureEndpoints(IPAddress.Loopback, 11111, 30000)
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (OrleansConnection.Invariant, ProviderConnection))
            .AddAdoNetGrainStorage(StorageName, options =>
            {
                (options.Invariant, options.ConnectionString) = (OrleansConnection.Invariant, ProviderConnection);
                options.DeleteStateOnClear = deletes;
            })).Build();
        hosts.Add(host);
        return host.Services;
    }
}
