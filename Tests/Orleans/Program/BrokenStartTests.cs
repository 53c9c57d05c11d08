using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Counterpart.Api;
using Counterpart.Hosting;
using Counterpart.Load.Lab;
using Counterpart.Silo;
using Counterpart.Storage;
using Counterpart.Tests.EndToEnd;
using Counterpart.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Counterpart.Tests.Orleans.Program;

/// <summary>A silo whose database goes away between the steps of its start.</summary>
public sealed class BrokenStartTests(PostgresServer server)
{
    /// <param name="joined">The silo is part of the cluster by then, and its channels are not started yet.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_DatabaseGoesAwayMeanwhile_EndsWithTheDatabasesName(bool joined)
    {
        var database = new NpgsqlConnectionStringBuilder(await server.NewDatabaseAsync());
        using var folder = new TemporaryFolder();
        using var relay = new Relay(IPAddress.Loopback, new IPEndPoint(IPAddress.Loopback, database.Port), seed: 1, RealClock.Instance);
        (database.Host, database.Port) = ("127.0.0.1", relay.EndPoint.Port);
        string[] args =
        [
            "--no-demo",
            "--urls=http://127.0.0.1:0",
            $"--data={folder.Path}",
            "--Cluster:Role=silo",
            $"--Counterpart:Store:ConnectionString={database.ConnectionString}",
            $"--Counterpart:Store:MasterKey={Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}",
            "--Logging:LogLevel:Default=None",
            .. SiloRun.Ports(),
        ];

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => Counterpart.Api.Product.RunAsync(args, new Interrupted(relay, joined)));

        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{relay.EndPoint.Port}/{database.Database}: "), fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("disposed", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>As the Silo program, with a database that is cut off at a certain step.</summary>
    private sealed class Interrupted(Relay relay, bool joined) : ProductHost
    {
        private readonly ClusterProduct product = new();

        public override void Configure(WebApplicationBuilder builder, ProductOptions options) => product.Configure(builder, options);

        public override NodeOptions Options(ProductOptions options) => product.Options(options);

        public override void Build(WebApplicationBuilder builder, Node node)
        {
            product.Build(builder, node);
            var cut = ServiceDescriptor.Singleton<IHostedService>(new Cut(relay));
            var work = builder.Services.Single(service => service.ImplementationType == typeof(ClusterWork));
            builder.Services.Insert(joined ? builder.Services.IndexOf(work) : 0, cut);
        }

        public override void Map(WebApplication app) => product.Map(app);

        public override Exception? Explain(Exception fault) => product.Explain(fault);
    }

    private sealed class Cut(Relay relay) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            relay.Shut = true;
            relay.Break();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
