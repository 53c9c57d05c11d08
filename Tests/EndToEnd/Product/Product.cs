using System.Collections.Concurrent;
using Counterpart.Hosting;
using Counterpart.Sandbox;
using Counterpart.Storage;
using Counterpart.Systems;
using Counterpart.Systems.ClientWorks;

namespace Counterpart.Tests.EndToEnd;

/// <summary>The whole product over simulators of its own: two firms, a key for each role. It can be stopped and started again.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly ProductSettings settings;
    private readonly SandboxHost sandbox;
    private readonly HttpClient http;
    private IProductRun? running;

    private Product(ProductSettings settings, SandboxHost sandbox, HttpClient http)
    {
        this.settings = settings;
        this.sandbox = sandbox;
        this.http = http;
        Hub = new Hub(http, sandbox.ClientWorks);
        Partner = new Partner(http, sandbox.Wealthbox);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("counterpart-").FullName;

    public Hub Hub { get; }

    public Partner Partner { get; }

    public Uri HubRoot => sandbox.ClientWorks;

    public Uri PartnerRoot => sandbox.Wealthbox;

    public LogCapture Log { get; } = new();

    /// <summary>Headers and bodies of all answers so far.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    public Firm Demo { get; private set; } = null!;

    public Firm Other { get; private set; } = null!;

    public ApiCaller Operator { get; private set; } = null!;

    public ApiCaller Admin => Demo.Admin;

    public Node Node => running!.Node;

    public Uri Address => running!.Address;

    public HttpClient Http => http;

    public static async Task<Product> StartAsync(ProductSettings settings, CancellationToken cancel)
    {
        var simulators = await SandboxHost.StartAsync(
            new SandboxOptions { WealthboxPort = 0, ClientWorksPort = 0, World = settings.World }, RealClock.Instance, cancel);
        var product = new Product(settings, simulators, new HttpClient());
        try
        {
            await product.Partner.LiftLimitAsync();
            await (settings.Before?.Invoke(product.Hub, product.Partner) ?? Task.CompletedTask);
            await product.InstallAsync(cancel);
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    public async Task StopAsync()
    {
        await running!.DisposeAsync();
        running = null;
    }

    /// <summary>Starts on the data folder as it is; nothing is set up again.</summary>
    public async Task StartAgainAsync(CancellationToken cancel)
    {
        running = await RunAsync(cancel);
        await SubscribeAsync(cancel);
    }

    public Task<ProbeResult> ConnectAsync(string firm, string system, string token, CancellationToken cancel) => Node.Firms.ConnectAsync(
        firm, system, system == "clientworks" ? new Uri(sandbox.ClientWorks, "/hub/v1") : new Uri(sandbox.Wealthbox, "/v1"), token, cancel);

    public ApiCaller CallerWith(string key) => new(http, () => running!.Address, key, Heard);

    /// <summary>Links clients and waits until both sides of each are read and nothing is owed.</summary>
    public async Task LinkedAsync(params string[] clients)
    {
        Assert.All(await Admin.LinkAsync(clients), outcome => Assert.Equal("linked", (string?)outcome!["result"]));
        foreach (var client in clients)
        {
            await Admin.UntilAsync(client, link => link.IsQuiet);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (running is not null)
        {
            await StopAsync();
        }

        await sandbox.DisposeAsync();
        http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The firm's last journal sequence.</summary>
    public Task<long> LastSeqAsync(string firm, CancellationToken cancel) =>
        WithStoreAsync(async store => (await store.LastSeqsAsync([firm], cancel))[firm], cancel);

    /// <summary>As after a restore.</summary>
    public Task<string> NewDataEpochAsync(CancellationToken cancel) => WithStoreAsync(store => store.NewDataEpochAsync(cancel), cancel);

    private async Task<T> WithStoreAsync<T>(Func<IStore, Task<T>> work, CancellationToken cancel)
    {
        if (settings.Postgres is null)
        {
            return await work(Node.Store);
        }

        await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = settings.Postgres });
        await store.OpenAsync(cancel);
        return await work(store);
    }

    private async Task<IProductRun> RunAsync(CancellationToken cancel) => settings.Postgres is null
        ? await settings.Hosting.RunAsync(Folder, settings, Log, cancel)
        : await ProductProcess.StartAsync(Folder, cancel);

    private async Task InstallAsync(CancellationToken cancel)
    {
        var operators = settings.Postgres is { } connection ? await ProductProcess.InstallAsync(Folder, connection, settings.Tune, cancel) : null;
        running = await RunAsync(cancel);
        if (operators is null)
        {
            await SetUpAsync(cancel);
        }
        else
        {
            Operator = CallerWith(operators);
            await SetUpOverHttpAsync(cancel);
        }
    }

    private async Task SetUpOverHttpAsync(CancellationToken cancel)
    {
        Demo = await Firm.CreateAsync(Operator, "demo", "CW-100001", CallerWith);
        Other = await Firm.CreateAsync(Operator, "other", "CW-900001", CallerWith);
        foreach (var (firm, name) in new[] { (Demo, "demo"), (Other, "other") })
        {
            (await firm.Admin.SetUpAsync(new { enabled = settings.Enabled, first = "hub", taxIdField = "Tax ID" })).Ok();
            (await firm.Admin.PutAsync("/v1/connections/clientworks", new { baseUrl = new Uri(sandbox.ClientWorks, "/hub/v1"), token = $"cw-{name}-sync" })).Ok();
            (await firm.Admin.PutAsync("/v1/connections/wealthbox", new { baseUrl = new Uri(sandbox.Wealthbox, "/v1"), token = $"wb-{name}-sync" })).Ok();
        }

        await SubscribeAsync(cancel);
        await Eventually.GetAsync(
            async () => (await Operator.GetAsync("/v1/channels")).Ok()["channels"]!.AsArray(),
            channels => channels.Count == 4 && channels.All(channel => channel!["completePass"] is not null),
            cancel);
    }

    private async Task SetUpAsync(CancellationToken cancel)
    {
        Demo = await Firm.CreateAsync(Node, "demo", "CW-100001", CallerWith, cancel);
        Other = await Firm.CreateAsync(Node, "other", "CW-900001", CallerWith, cancel);
        Operator = CallerWith(await Node.Keys.CreateAsync(null, Role.Operator, null, "test", cancel));
        foreach (var (firm, name) in new[] { (Demo, "demo"), (Other, "other") })
        {
            if (settings.Enabled)
            {
                (await firm.Admin.SetUpAsync(new { enabled = true, first = "hub", taxIdField = "Tax ID" })).Ok();
            }

            Assert.IsType<ProbeResult.Reached>(await ConnectAsync(name, "clientworks", $"cw-{name}-sync", cancel));
            Assert.IsType<ProbeResult.Reached>(await ConnectAsync(name, "wealthbox", $"wb-{name}-sync", cancel));
        }

        await SubscribeAsync(cancel);
        if (settings.WaitForDirectories)
        {
            foreach (var (firm, system) in new[] { ("demo", "clientworks"), ("demo", "wealthbox"), ("other", "clientworks"), ("other", "wealthbox") })
            {
                await Node.Channels.WaitForDirectoryAsync(firm, system, TimeSpan.FromSeconds(60), cancel);
            }
        }
    }

    private Task SubscribeAsync(CancellationToken cancel) => settings.Posts
        ? HubSubscription.PutAsync(
            new Uri(sandbox.ClientWorks, "/hub/v1"), "cw-demo-sync", new Uri(Address, "/v1/changes/clientworks"), Demo.System.Key, cancel)
        : Task.CompletedTask;
}
