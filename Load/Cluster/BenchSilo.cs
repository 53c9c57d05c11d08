using System.Net;
using System.Net.Sockets;
using Counterpart.Grains;
using Counterpart.Hosting;
using Counterpart.Silo;
using Counterpart.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Counterpart.Load.Cluster;

/// <summary>One silo as the product sets it up, on a shared store, with its co-hosted client; and two of Orleans' own grain storages beside it.</summary>
internal sealed class BenchSilo : IAsyncDisposable
{
    private const string Tuning = ";No Reset On Close=true;Max Auto Prepare=50;Auto Prepare Min Usages=2";

    private readonly IHost host;
    private readonly GroupCommitter committer;
    private readonly ClusterLinkHost links = new();

    private BenchSilo(IHost host, GroupCommitter committer) => (this.host, this.committer) = (host, committer);

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public ILinkHost Links => links;

    /// <param name="cluster">The cluster that it joins; null: one of its own.</param>
    public static async Task<BenchSilo> StartAsync(IStore store, string database, bool dashboard, TimeProvider clock, CancellationToken cancel, string? cluster = null)
    {
        var commits = new GroupCommitter(store, clock, new GroupCommitterOptions());
        commits.Start();
        var engine = new LinkEngine(store, commits, new FixedSettings(), clock, new LinkHostOptions { SharedStore = true });
        var (silo, gateway) = FreePorts();
        var options = new ClusterOptions { ClusterId = cluster ?? $"bench-{silo}", SiloPort = silo, GatewayPort = gateway, Dashboard = dashboard };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(made =>
        {
            SiloSetup.Apply(made, options, database, engine);
            AddStorage(made, PartNames.Stock, database);
            AddStorage(made, PartNames.StockTuned, database + Tuning);
        });
        var started = new BenchSilo(builder.Build(), commits);
        await started.host.StartAsync(cancel);
        started.links.Join(started.Grains);
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)host).DisposeAsync();
        await committer.DisposeAsync();
    }

    private static void AddStorage(ISiloBuilder silo, string name, string connection) => silo.AddAdoNetGrainStorage(
        name, storage => (storage.Invariant, storage.ConnectionString) = (OrleansConnection.Invariant, connection));

    private static (int Silo, int Gateway) FreePorts()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }
}
