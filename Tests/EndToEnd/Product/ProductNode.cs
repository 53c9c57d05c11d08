using Counterpart.Api;
using Counterpart.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Counterpart.Tests.EndToEnd;

/// <summary>One life of the product: a node and the API on Kestrel, as the program composes them.</summary>
internal sealed class ProductNode : IProductRun
{
    private readonly WebApplication app;
    private readonly ILoggerFactory loggers;

    private ProductNode(Node node, WebApplication app, ILoggerFactory loggers)
    {
        Node = node;
        this.app = app;
        this.loggers = loggers;
    }

    public Node Node { get; }

    public Uri Address => new(app.Urls.Single());

    public static async Task<ProductNode> StartAsync(string folder, Action<HostTuning>? tune, LogCapture log, CancellationToken cancel, Action<NodeOptions>? configure = null)
    {
        var options = new NodeOptions { DataFolder = folder };
        ProductTuning.Apply(options.Tuning, tune);
        configure?.Invoke(options);
        var logging = LoggerFactory.Create(made => made.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        var node = await Node.StartAsync(options, RealClock.Instance, logging, cancel);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        AddApi(builder.Services, node);
        var server = builder.Build().MapCounterpartApi();
        await server.StartAsync(cancel);
        return new ProductNode(node, server, logging);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await Node.DisposeAsync();
        loggers.Dispose();
    }

    internal static void AddApi(IServiceCollection services, Node node) => services
        .AddNode(node)
        .AddSingleton<IReadiness>(new AlwaysReady())
        .AddCounterpartApi(options => (options.RequestsPerSecond, options.RequestBurst) = (10_000, 10_000));

    private sealed class AlwaysReady : IReadiness
    {
        public bool IsReady => true;
    }
}
