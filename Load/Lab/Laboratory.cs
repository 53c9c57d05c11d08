using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Counterpart.Load.Lab.Cluster;

namespace Counterpart.Load.Lab;

/// <summary>The product and its simulators as processes of their own, on a world of pairs; the simulators outlive the product.</summary>
internal sealed class Laboratory : IAsyncDisposable
{
    public const string Integration = "clientworks-wealthbox";
    private const int AtATime = 8;

    private readonly string folder;
    private readonly LaboratoryOptions options;
    private readonly Uri[] addresses;
    private readonly ChildProcess?[] products;
    private ChildProcess? simulators;

    private Laboratory(LaboratoryOptions options)
    {
        folder = Directory.CreateTempSubdirectory("counterpart-lab-").FullName;
        this.options = options;
        (ClientWorks, Wealthbox) = options.Running is { } running
            ? (running.ClientWorks, running.Wealthbox)
            : (new Uri($"http://127.0.0.1:{LowPorts.Take()}"), new Uri($"http://127.0.0.1:{LowPorts.Take()}"));
        Pairs = options.Pairs;
        products = new ChildProcess?[options.Nodes];
        addresses = options.Running is { } given
            ? [given.Api]
            : [.. Enumerable.Range(0, options.Nodes).Select(_ => new Uri($"http://127.0.0.1:{LowPorts.Take()}"))];
        Firms = options.Running is { } firm ? [firm.Firm] : [LabFirm.Demo];
        Silos = new SiloFleet(options, folder);
        HttpMessageHandler http = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) };
        foreach (var listening in options.Between)
        {
            (listening.InnerHandler, http) = (http, listening);
        }

        Api = new HttpClient(new NodeRouter(addresses, http)) { BaseAddress = addresses[0], Timeout = TimeSpan.FromSeconds(30) };
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Firms[0].Admin);
    }

    public Uri ClientWorks { get; }

    public Uri Wealthbox { get; }

    public int Pairs { get; }

    /// <summary>Each has as many pairs as the others, one after another.</summary>
    public IReadOnlyList<LabFirm> Firms { get; set; }

    /// <summary>Where the product serves its API.</summary>
    public IReadOnlyList<Uri> Addresses => addresses;

    /// <summary>The product's processes that run, by name.</summary>
    public IEnumerable<(string Name, int Id)> Processes =>
    [
        .. Silos.Processes,
        .. products.Index().Where(product => product.Item is { HasEnded: false })
            .Select(product => (products.Length > 1 ? $"node {product.Index}" : options.Silos > 0 ? "gateway" : "server", product.Item!.Id)),
    ];

    public int? SimulatorsId => simulators?.Id;

    /// <summary>Where the product's processes keep their files.</summary>
    public string Folder => folder;

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
        var laboratory = new Laboratory(options);
        if (options.Running is not null)
        {
            return laboratory;
        }

        await laboratory.StartSimulatorsAsync(cancel);
        await laboratory.Silos.StartAllAsync(cancel);
        for (var node = 0; node < options.Nodes; node++)
        {
            await laboratory.StartProductAsync(cancel, node);
        }

        return laboratory;
    }

    /// <summary>Starts both simulators where they were, with what had been changed in them; faults that were planned there are forgotten.</summary>
    public async Task StartSimulatorsAsync(CancellationToken cancel)
    {
        (simulators, _) = await ChildProcess.StartAsync(
            BuiltProgram.Sandbox,
            [
                "--wealthbox-port", $"{Wealthbox.Port}",
                "--clientworks-port", $"{ClientWorks.Port}",
                "--world", options.World,
                "--state", Path.Combine(folder, "simulators.jsonl"),
                "--parent", $"{Environment.ProcessId}",
            ],
            line => line.StartsWith('{'),
            cancel);
        using var limits = await Outside.PutAsJsonAsync(new Uri(Wealthbox, "/_control/limits"), options.Settings.Limits, cancel);
        limits.EnsureSuccessStatusCode();
    }

    public Task KillSimulatorsAsync() => simulators!.KillAsync();

    /// <summary>Starts the product, or one of its nodes, on the data that is there.</summary>
    public async Task StartProductAsync(CancellationToken cancel, int node = 0) =>
        (products[node], _) = await ChildProcess.StartAsync(
            options.Silos > 0 ? BuiltProgram.Silo : BuiltProgram.Api,
            [
                "--urls", addresses[node].ToString(),
                "--data", DataOf(node),
                .. options.StoreArguments,
                .. options.Silos > 0 ? ["--Cluster:Role", "gateway", .. options.ClusterSettings] : (string[])[],
                "--Demo:ClientWorksUrl", options.Seen(ClientWorks).ToString(),
                "--Demo:WealthboxUrl", options.Seen(Wealthbox).ToString(),
                .. options.Settings.Product,
                .. options.Networks is { } networks ? ["--Counterpart:InternalHosts:0", $"{networks.Outside}"] : (string[])[],
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

    /// <summary>Whether a node's process ended, by itself or not.</summary>
    public bool HasEnded(int node = 0) => products[node]!.HasEnded;

    public Task<bool> StopProductAsync(TimeProvider clock, CancellationToken cancel, int node = 0) => products[node]!.StopAsync(clock, cancel);

    /// <param name="signal">As <c>STOP</c> or <c>CONT</c>.</param>
    public Task SignalProductAsync(string signal, CancellationToken cancel, int node = 0) => products[node]!.SignalAsync(signal, cancel);

    /// <summary>Whether a node says of itself that it can serve requests.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancel, int node = 0)
    {
        try
        {
            using var answer = await Outside.GetAsync(new Uri(addresses[node], "/health/ready"), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>Where a node keeps its data.</summary>
    public string DataOf(int node) => node == 0 && options.DataFolder is { } given ? given : Path.Combine(folder, $"node-{node}");

    /// <summary>Links every pair, fifty in a request.</summary>
    public Task LinkAllAsync(CancellationToken cancel) => LinkAsync(0, Pairs, cancel);

    public async Task LinkAsync(int first, int end, CancellationToken cancel)
    {
        for (var count = 0; first < end; first += count)
        {
            // Of one firm, whatever its size.
            var pairs = Enumerable.Range(first, Math.Min(50, end - first)).TakeWhile(pair => FirmOf(pair) == FirmOf(first)).ToList();
            var results = await LinkAsync(pairs, cancel);
            for (var tries = 0; (results.Contains("matching") || results.Contains("unavailable")) && tries < 60; tries++)
            {
                // The first pass over the partner is still under way, or a cluster just comes up; the request waits five seconds by itself.
                results = await LinkAsync(pairs, cancel);
            }

            if (results.FirstOrDefault(result => result != "linked") is { } other)
            {
                throw new InvalidOperationException($"Not every pair was linked: {other}.");
            }

            count = pairs.Count;
        }
    }

    public LabFirm FirmOf(int pair) => Firms[Math.Min(pair / ((Pairs + options.MorePairs) / Firms.Count), Firms.Count - 1)];

    /// <summary>Asks the product as the administrator of a pair's firm.</summary>
    public Task<JsonElement> GetAsync(int pair, string path, CancellationToken cancel) => GetAsync(FirmOf(pair), path, cancel);

    public async Task<JsonElement> GetAsync(LabFirm firm, string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", firm.Admin);
        using var answer = await Api.SendAsync(request, cancel);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
    }

    /// <summary>Some pairs at a time.</summary>
    public Task EachPairAsync(Func<int, Task> work, CancellationToken cancel) => EachPairAsync(Enumerable.Range(0, Pairs), work, cancel);

    public static Task EachPairAsync(IEnumerable<int> pairs, Func<int, Task> work, CancellationToken cancel) => Parallel.ForEachAsync(
        pairs, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel }, async (pair, _) => await work(pair));

    private async Task<List<string>> LinkAsync(List<int> pairs, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/links") { Content = JsonContent.Create(new { integration = Integration, clients = pairs.Select(Client) }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", FirmOf(pairs[0]).Admin);
        using var answer = await Api.SendAsync(request, cancel);
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
        await (simulators?.DisposeAsync() ?? ValueTask.CompletedTask);
        Api.Dispose();
        Outside.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
