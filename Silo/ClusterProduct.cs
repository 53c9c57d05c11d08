using Counterpart.Api;
using Counterpart.Grains;
using Counterpart.Hosting;
using Counterpart.Storage;
using Orleans.Runtime;

namespace Counterpart.Silo;

/// <summary>The product with its links on an Orleans cluster: one silo by itself, or a silo or gateway among others.</summary>
internal sealed class ClusterProduct : ProductHost
{
    private readonly ClusterLinkHost links = new();
    private ClusterOptions cluster = new();
    private string? database;

    public override string? Says => cluster.Role switch
    {
        NodeRole.Gateway => $"A gateway of the cluster {cluster.ClusterId}.",
        _ => $"A silo of the cluster {cluster.ClusterId} at {cluster.Address}:{cluster.SiloPort}"
            + (cluster is { Dashboard: true, Role: NodeRole.All } ? "; operators find its dashboard at /dashboard" : string.Empty),
    };

    public override void Configure(WebApplicationBuilder builder, ProductOptions options)
    {
        cluster = ProductOptions.Bind(builder.Configuration, "Cluster", cluster);
        database = options.Tuning.Store.ConnectionString;
        if (cluster.Fault(options.Tuning.Store.IsShared) is { } fault)
        {
            throw new StartException($"The setting Cluster:{fault}");
        }

        if (options.Demo && cluster.Role == NodeRole.Silo)
        {
            throw new StartException("The demo is shown by the API, which a silo does not serve: use --no-demo.");
        }

        // What Orleans says of single messages names grains, and so clients: of who is in the cluster it says enough.
        builder.Logging.AddFilter("Orleans", LogLevel.Error);
        builder.Logging.AddFilter("Orleans.Runtime.MembershipService", LogLevel.Warning);
    }

    public override NodeOptions Options(ProductOptions options) => new()
    {
        DataFolder = options.DataFolder,
        Tuning = options.Tuning,
        Backup = options.Backup,
        Events = options.Events,
        Host = links,
        OnlyFollowChannels = cluster.Role == NodeRole.Gateway,
    };

    public override void Build(WebApplicationBuilder builder, Node node)
    {
        builder.Services.AddSingleton(links);
        if (cluster.Role == NodeRole.Gateway)
        {
            builder.UseOrleansClient(client => GatewaySetup.Apply(client, cluster, database!));
            builder.Services.AddSingleton<GatewayReadiness>();
            builder.Services.AddSingleton<IReadiness>(services => services.GetRequiredService<GatewayReadiness>());
            builder.Services.AddSingleton<IClusterConnectionStatusObserver>(services => services.GetRequiredService<GatewayReadiness>());
        }
        else
        {
            builder.UseOrleans(silo => SiloSetup.Apply(silo, cluster, database, node.Engine));
            builder.Services.AddSingleton<SiloReadiness>();
            builder.Services.AddSingleton<IReadiness>(services => services.GetRequiredService<SiloReadiness>());
        }

        // After Orleans: started when the silo is up, stopped before it goes.
        builder.Services.AddHostedService<ClusterWork>();
    }

    public override void Map(WebApplication app)
    {
        if (cluster.Role == NodeRole.Silo)
        {
            app.MapCounterpartHealth();
            return;
        }

        app.MapCounterpartApi();
        if (cluster.Dashboard)
        {
            DashboardPages.Map(app);
        }
    }

    public override Exception? Explain(Exception fault) =>
        database is null ? null : OrleansConnection.Unavailable(new PostgresStoreOptions { ConnectionString = database }, fault);
}
