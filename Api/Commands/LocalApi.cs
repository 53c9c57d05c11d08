using System.Security.Cryptography;
using Counterpart.Hosting;

namespace Counterpart.Api.Commands;

/// <summary>
/// The API over a data folder that no process uses, for one command of somebody at the machine: it listens on loopback for a key that is
/// made for the moment, and reads and writes no outside system by itself.
/// </summary>
internal sealed class LocalApi : IAsyncDisposable
{
    private readonly WebApplication server;

    private LocalApi(Node node, WebApplication server, string secret)
    {
        Node = node;
        this.server = server;
        Secret = secret;
    }

    public Node Node { get; }

    public string Secret { get; }

    public Uri Url => new(server.Urls.Single());

    /// <param name="firm">The firm to act in; null to act as an operator.</param>
    public static async Task<LocalApi> StartAsync(NodeOptions options, string? firm, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancel)
    {
        var node = await Node.StartAsync(options, clock, loggers, cancel);
        try
        {
            if (firm is not null && (await node.Store.ListFirmsAsync(cancel)).All(row => row.Id != firm))
            {
                throw new StartException($"There is no firm '{firm}' in {options.DataFolder}.");
            }

            var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            var role = firm is null ? Role.Operator : Role.FirmAdmin;
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddNode(node);
            builder.Services.AddSingleton<ICallers>(new OneCaller(secret, new Caller(Environment.UserName, firm, string.Empty, role, null) { AtConsole = true }));
            builder.Services.AddSingleton<IReadiness>(new Ready());
            builder.Services.AddCounterpartApi();
            var app = builder.Build().MapCounterpartApi();
            await app.StartAsync(cancel);
            return new LocalApi(node, app, secret);
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync();
        await server.DisposeAsync();
        await Node.DisposeAsync();
    }

    private sealed class OneCaller(string key, Caller caller) : ICallers
    {
        private readonly string hash = AccessKeys.HashOf(key);

        public ValueTask<Caller?> FindAsync(string secret, CancellationToken cancel) => FindByHashAsync(AccessKeys.HashOf(secret), cancel);

        public ValueTask<Caller?> FindByHashAsync(string hash, CancellationToken cancel) => ValueTask.FromResult(hash == this.hash ? caller : null);
    }

    private sealed class Ready : IReadiness
    {
        public bool IsReady => true;
    }
}
