using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Counterpart.Load.Lab;

/// <summary>The product and its simulators as processes of their own, on a world of pairs; the simulators outlive the product.</summary>
internal sealed class Laboratory : IAsyncDisposable
{
    public const string Integration = "clientworks-wealthbox";

    private readonly string folder;
    private readonly ChildProcess simulators;
    private readonly string address;
    private ChildProcess? product;

    private Laboratory(string folder, ChildProcess simulators, Uri clientWorks, Uri wealthbox, int pairs)
    {
        this.folder = folder;
        this.simulators = simulators;
        ClientWorks = clientWorks;
        Wealthbox = wealthbox;
        Pairs = pairs;
        address = $"http://127.0.0.1:{FreePort()}";
        Api = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) };
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "cpk_demo_admin");
    }

    public Uri ClientWorks { get; }

    public Uri Wealthbox { get; }

    public int Pairs { get; }

    /// <summary>Calls the product as the firm's administrator.</summary>
    public HttpClient Api { get; }

    /// <summary>Calls the simulators.</summary>
    public HttpClient Outside { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    public static string Client(int pair) => string.Create(CultureInfo.InvariantCulture, $"CW-{100_001 + pair}");

    public static string Contact(int pair) => string.Create(CultureInfo.InvariantCulture, $"{20_001 + pair}");

    public static int PairOfClient(string client) => int.Parse(client.AsSpan(3), CultureInfo.InvariantCulture) - 100_001;

    public static int PairOfContact(string contact) => int.Parse(contact, CultureInfo.InvariantCulture) - 20_001;

    public static async Task<Laboratory> StartAsync(int pairs, CancellationToken cancel)
    {
        var (simulators, line) = await ChildProcess.StartAsync(
            BuiltProgram.Sandbox,
            ["--wealthbox-port", "0", "--clientworks-port", "0", "--world", $"pairs:{pairs}", "--parent", $"{Environment.ProcessId}"],
            line => line.StartsWith('{'),
            cancel);
        var addresses = JsonDocument.Parse(line).RootElement;
        var laboratory = new Laboratory(
            Directory.CreateTempSubdirectory("counterpart-lab-").FullName,
            simulators,
            new Uri(addresses.GetProperty("clientworks").GetString()!),
            new Uri(addresses.GetProperty("wealthbox").GetString()!),
            pairs);
        using var limits = await laboratory.Outside.PutAsJsonAsync(
            new Uri(laboratory.Wealthbox, "/_control/limits"), new { calls = (int?)null, windowSeconds = 300 }, cancel);
        limits.EnsureSuccessStatusCode();
        await laboratory.StartProductAsync(cancel);
        return laboratory;
    }

    /// <summary>Starts the product on the data that is there.</summary>
    public async Task StartProductAsync(CancellationToken cancel) =>
        (product, _) = await ChildProcess.StartAsync(
            BuiltProgram.Api,
            [
                "--urls", address,
                "--data", folder,
                "--Demo:ClientWorksUrl", ClientWorks.ToString(),
                "--Demo:WealthboxUrl", Wealthbox.ToString(),
                "--Counterpart:Debounce", "00:00:00.050",
                "--Counterpart:Lease", "00:00:03",
                "--Counterpart:Systems:wealthbox:PollEvery", "00:00:00.250",
                "--Counterpart:Systems:wealthbox:BudgetCalls", "100000000",
                "--Counterpart:Systems:wealthbox:ReadLag", "00:00:00",
                "--Counterpart:Systems:wealthbox:AttemptTime", "00:00:03",
                "--Counterpart:Systems:wealthbox:WriteLatency", "00:00:01",
                "--Counterpart:Systems:wealthbox:Concurrency", "16",
                "--Counterpart:Systems:clientworks:PollEvery", "00:00:00.250",
                "--Counterpart:Systems:clientworks:AttemptTime", "00:00:03",
                "--Counterpart:Systems:clientworks:WriteLatency", "00:00:01",
                "--Counterpart:Systems:clientworks:Concurrency", "16",
                "--Logging:LogLevel:Default", "Warning",
            ],
            line => line.StartsWith("Counterpart listens", StringComparison.Ordinal),
            cancel);

    public Task KillProductAsync() => product!.KillAsync();

    /// <summary>Links every pair, fifty in a request, and waits until each agrees.</summary>
    public async Task LinkAllAsync(CancellationToken cancel)
    {
        for (var first = 0; first < Pairs; first += 50)
        {
            var clients = Enumerable.Range(first, Math.Min(50, Pairs - first)).Select(Client);
            using var answer = await Api.PostAsJsonAsync("/v1/links", new { integration = Integration, clients }, cancel);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
            if (!answer.IsSuccessStatusCode || body.GetProperty("outcomes").EnumerateArray().Any(item => item.GetProperty("result").GetString() != "linked"))
            {
                throw new InvalidOperationException($"Not every pair was linked: {body}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (product is not null)
        {
            await product.DisposeAsync();
        }

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
