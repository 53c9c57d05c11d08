using System.Runtime.ExceptionServices;
using Counterpart.Api.Demo;
using Counterpart.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Counterpart.Api;

/// <summary>The product: a node, its API and, unless told otherwise, the demo.</summary>
internal static class Product
{
#pragma warning disable RS0030 // The one place where time is the machine's.
    internal static readonly TimeProvider Clock = TimeProvider.System;
#pragma warning restore RS0030

    public static async Task RunAsync(string[] args, ProductHost host)
    {
        Exception? first = null;
        try
        {
            await RunAsync(args, host, fault => first = host.Explain(fault) ?? fault);
        }
        catch (Exception) when (first is not null)
        {
            // Ending what a broken start has left behind may fail as well: why it broke off is in the first fault.
            ExceptionDispatchInfo.Throw(first);
        }
    }

    private static async Task RunAsync(string[] args, ProductHost host, Action<Exception> brokeOff)
    {
        var builder = WebApplication.CreateBuilder(ProductOptions.Rest(args));
        var options = ProductOptions.Read(args, builder.Configuration);
        host.Configure(builder, options);
        builder.WebHost.UseUrls(options.Url.ToString());
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // It logs nothing above Information, and for any level it makes an activity and a scope of each request. Ours are RequestTelemetry's.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        MakeFolder(options.DataFolder);

        using var loggers = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());
        using var telemetry = Telemetry.Start(builder.Configuration);
        await using var simulators = options.Demo ? await StartSimulatorsAsync(builder, options) : null;
        simulators?.Allow(options.Tuning);
        await using var node = await Node.StartAsync(host.Options(options), Clock, loggers, CancellationToken.None);
        var demo = simulators is null ? null : new DemoFirm(node, simulators);
        if (demo is not null)
        {
            await demo.SetUpAsync(CancellationToken.None);
        }

        await using var app = Build(builder, node, host);
        try
        {
            await app.StartAsync();
        }
        catch (Exception fault)
        {
            brokeOff(fault);
            throw;
        }

        var url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        if (demo is not null)
        {
            await demo.SubscribeAsync(url, CancellationToken.None);
        }

        Banner.Print(Console.Out, url, options, simulators, host.Says);
        await app.WaitForShutdownAsync();
    }

    private static void MakeFolder(string path)
    {
        try
        {
            OwnFolder.Make(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data folder {path} can't be made: {fault.Message}");
        }
    }

    private static WebApplication Build(WebApplicationBuilder builder, Node node, ProductHost host)
    {
        builder.Services.AddNode(node);
        builder.Services.AddSingleton<NodeReadiness>();
        builder.Services.AddSingleton<IReadiness>(services => services.GetRequiredService<NodeReadiness>());
        builder.Services.AddHostedService(services => services.GetRequiredService<NodeReadiness>());
        builder.Services.AddCounterpartApi(api => ProductOptions.BindApi(builder.Configuration, api));
        host.Build(builder, node);
        var app = builder.Build();
        host.Map(app);
        return app;
    }

    private static Task<Simulators> StartSimulatorsAsync(WebApplicationBuilder builder, ProductOptions options)
    {
        var demo = ProductOptions.Bind(builder.Configuration, "Demo", new DemoOptions());
        return Simulators.StartAsync(demo, options.DataFolder, Clock, CancellationToken.None);
    }
}
