using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Counterpart.Load.Lab.Cluster;

namespace Counterpart.Load.Lab;

/// <summary>The product and its simulators as processes of their own, on a world of pairs; the simulators outlive the product.</summary>
internal sealed class Laboratory : IAsyncDisposable
{
    public const string Integration = "clientworks-wealthbox";
    private const int AtATime = 8;

    private readonly string folder;
    private readonly ChildProcess simulators;
    private readonly LaboratoryOptions options;
    private readonly Uri[] addresses;
    private readonly ChildProcess?[] products;

    private Laboratory(string folder, ChildProcess simulators, Uri clientWorks, Uri wealthbox, LaboratoryOptions options)
    {
        this.folder = folder;
        this.simulators = simulators;
        this.options = options;
        ClientWorks = clientWorks;
        Wealthbox = wealthbox;
        Pairs = options.Pairs;
        products = new ChildProcess?[options.Nodes];
        addresses = [.. Enumerable.Range(0, options.Nodes).Select(_ => new Uri($"http://127.0.0.1:{FreePort()}"))];
        Silos = new SiloFleet(options, folder);
        HttpMessageHandler http = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) };
        if (options.Answers is { } answers)
        {
            (answers.InnerHandler, http) = (http, answers);
        }

        Api = new HttpClient(new NodeRouter(addresses, http)) { BaseAddress = addresses[0], Timeout = TimeSpan.FromSeconds(30) };
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "cpk_demo_admin");
    }

    public Uri ClientWorks { get; }

    public Uri Wealthbox { get; }

    public int Pairs { get; }

    /// <summary>The cluster behind the nodes; empty where the product is none.</summary>
    public SiloFleet Silos { get; }

    /// <summary>Calls the product as the firm's administrator.</summary>
    public HttpClient Api { get; }

    /// <summary>Calls the simulators.</summary>
    public HttpClient Outside { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    public static string Client(int pair) => string.Create(CultureInfo.InvariantCulture, $"CW-{100_001 + pair}");

    public static string Contact(int pair) => string.Create(CultureInfo.InvariantCulture, $"{20_001 + pair}");

    public static int PairOfClient(string client) => int.Parse(client.AsSpan(3), CultureInfo.InvariantCulture) - 100_001;

    public static int PairOfContact(string contact) => int.Parse(contact, CultureInfo.InvariantCulture) - 20_001;

    public static Task<Laboratory> StartAsync(int pairs, CancellationToken cancel) => StartAsync(new LaboratoryOptions { Pairs = pairs }, cancel);

    public static async Task<Laboratory> StartAsync(LaboratoryOptions options, CancellationToken cancel)
    {
        var (simulators, line) = await ChildProcess.StartAsync(
            BuiltProgram.Sandbox,
            ["--wealthbox-port", "0", "--clientworks-port", "0", "--world", $"pairs:{options.Pairs + options.MorePairs}", "--parent", $"{Environment.ProcessId}"],
            line => line.StartsWith('{'),
            cancel);
        var started = JsonDocument.Parse(line).RootElement;
        var laboratory = new Laboratory(
            Directory.CreateTempSubdirectory("counterpart-lab-").FullName,
            simulators,
            new Uri(started.GetProperty("clientworks").GetString()!),
            new Uri(started.GetProperty("wealthbox").GetString()!),
            options);
        using var limits = await laboratory.Outside.PutAsJsonAsync(
            new Uri(laboratory.Wealthbox, "/_control/limits"), options.Settings.Limits, cancel);
        limits.EnsureSuccessStatusCode();
        await laboratory.Silos.StartAllAsync(cancel);
        for (var node = 0; node < options.Nodes; node++)
        {
            await laboratory.StartProductAsync(cancel, node);
        }

        return laboratory;
    }

    /// <summary>Starts the product, or one of its nodes, on the data that is there.</summary>
    public async Task StartProductAsync(CancellationToken cancel, int node = 0) =>
        (products[node], _) = await ChildProcess.StartAsync(
            options.Silos > 0 ? BuiltProgram.Silo : BuiltProgram.Api,
            [
                "--urls", addresses[node].ToString(),
                "--data", Path.Combine(folder, $"node-{node}"),
                .. options.StoreArguments,
                .. options.Silos > 0 ? ["--Cluster:Role", "gateway", .. options.ClusterSettings] : (string[])[],
                "--Demo:ClientWorksUrl", ClientWorks.ToString(),
                "--Demo:WealthboxUrl", Wealthbox.ToString(),
                .. options.Settings.Product,
                "--Api:RequestsPerSecond", "100000",
                "--Api:RequestBurst", "100000",
                "--Api:PostsPerSecond", "100000",
                "--Api:PostBurst", "100000",
                "--Logging:LogLevel:Default", "Warning",
            ],
            IsReady,
            cancel,
            options.LogOf($"node-{node}"));

    /// <summary>Whether a process of the product says so that it is ready.</summary>
    public static bool IsReady(string line) => line.StartsWith("Counterpart listens", StringComparison.Ordinal);

    public Task KillProductAsync(int node = 0) => products[node]!.KillAsync();

    /// <summary>Links every pair, fifty in a request, and waits until each agrees.</summary>
    public async Task LinkAllAsync(CancellationToken cancel)
    {
        for (var first = 0; first < Pairs; first += 50)
        {
            var clients = Enumerable.Range(first, Math.Min(50, Pairs - first)).Select(Client);
            var results = await LinkAsync(clients, cancel);
            for (var tries = 0; (results.Contains("matching") || results.Contains("unavailable")) && tries < 60; tries++)
            {
                // The first pass over the partner is still under way, or a cluster just comes up; the request waits five seconds by itself.
                results = await LinkAsync(clients, cancel);
            }

            if (results.FirstOrDefault(result => result != "linked") is { } other)
            {
                throw new InvalidOperationException($"Not every pair was linked: {other}.");
            }
        }
    }

    /// <summary>Some pairs at a time.</summary>
    public Task EachPairAsync(Func<int, Task> work, CancellationToken cancel) => Parallel.ForEachAsync(
        Enumerable.Range(0, Pairs), new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel }, async (pair, _) => await work(pair));

    private async Task<List<string>> LinkAsync(IEnumerable<string> clients, CancellationToken cancel)
    {
        using var answer = await Api.PostAsJsonAsync("/v1/links", new { integration = Integration, clients }, cancel);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
        return [.. body.GetProperty("outcomes").EnumerateArray().Select(item => item.GetProperty("result").GetString()!)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var product in products)
        {
            await (product?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        await Silos.DisposeAsync();
        await simulators.DisposeAsync();
        Api.Dispose();
        Outside.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
