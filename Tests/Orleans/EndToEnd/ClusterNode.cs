using System.Net;
using System.Net.Sockets;
using Counterpart.Api;
using Counterpart.Grains;
using Counterpart.Hosting;
using Counterpart.Silo;
using Counterpart.Tests.EndToEnd;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Counterpart.Tests.Orleans.EndToEnd;

/// <summary>
/// One life of the product: a node, the API, and two silos over the node's one store and committer. What the API asks of a link is as
/// likely asked over the wire as not.
/// </summary>
internal sealed class ClusterNode : IProductRun
{
    private readonly WebApplication app;
    private readonly IHost second;
    private readonly ILoggerFactory loggers;

    private ClusterNode(Node node, WebApplication app, IHost second, ILoggerFactory loggers)
    {
        Node = node;
        this.app = app;
        this.second = second;
        this.loggers = loggers;
    }

    public Node Node { get; }

    public Uri Address => new(app.Urls.Single());

    public static async Task<ClusterNode> StartAsync(string folder, ProductSettings settings, LogCapture log, CancellationToken cancel)
    {
        var links = new ClusterLinkHost();
        var options = new NodeOptions { DataFolder = folder, Host = links };
        ProductTuning.Apply(options.Tuning, settings.Tune);
        settings.Configure?.Invoke(options);
        var logging = LoggerFactory.Create(made => made.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        var node = await Node.StartAsync(options, RealClock.Instance, logging, cancel);

        var ports = FreePorts(4);
        var primary = new IPEndPoint(IPAddress.Loopback, ports[0]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        ProductNode.AddApi(builder.Services, node);
        builder.Services.AddSingleton(links);
        builder.UseOrleans(silo => SetUp(silo, ports[0], ports[1], primary, node.Engine));
        builder.Services.AddHostedService<ClusterWork>();
        var server = builder.Build().MapCounterpartApi();

        var beside = Host.CreateEmptyApplicationBuilder(null);
        beside.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        beside.UseOrleans(silo => SetUp(silo, ports[2], ports[3], primary, node.Engine));
        var another = beside.Build();

        await server.StartAsync(cancel);
        await another.StartAsync(cancel);
        return new ClusterNode(node, server, another, logging);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await second.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await ((IAsyncDisposable)second).DisposeAsync();
        await Node.DisposeAsync();
        loggers.Dispose();
    }

    private static void SetUp(ISiloBuilder silo, int siloPort, int gatewayPort, IPEndPoint primary, LinkEngine engine)
    {
        silo.UseLocalhostClustering(siloPort, gatewayPort, primary);
        SiloSetup.Host(silo, new ClusterOptions { Dashboard = false }, engine);
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        listeners.ForEach(listener => listener.Dispose());
        return [.. ports];
    }
}
