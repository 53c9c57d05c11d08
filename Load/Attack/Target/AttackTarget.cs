using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Counterpart.Load.Lab;
using Counterpart.Load.Lab.Cluster;

namespace Counterpart.Load.Attack;

/// <summary>The product as a process of its own, with the demo's two firms linked to the simulators, which are another.</summary>
internal sealed class AttackTarget : IAsyncDisposable
{
    public const string Integration = "clientworks-wealthbox";

    /// <summary>Links of the first firm.</summary>
    public const int Links = 40;

    /// <summary>Links of the second firm: all clients that it has.</summary>
    public const int OtherLinks = 5;

    private static readonly TimeSpan RestLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Still = TimeSpan.FromMilliseconds(400);

    private readonly PrivatePostgres? database;
    private readonly ChildProcess simulators;
    private readonly TimeProvider clock;
    private ChildProcess? product;

    private AttackTarget(bool cluster, PrivatePostgres? database, ChildProcess simulators, JsonElement started, TimeProvider clock)
    {
        IsCluster = cluster;
        this.database = database;
        this.simulators = simulators;
        this.clock = clock;
        ClientWorks = new Uri(started.GetProperty("clientworks").GetString()!);
        Wealthbox = new Uri(started.GetProperty("wealthbox").GetString()!);
        Folder = Directory.CreateTempSubdirectory("counterpart-attack-").FullName;
        Address = new Uri($"http://127.0.0.1:{LowPorts.Take()}");
    }

    public bool IsCluster { get; }

    public Uri Address { get; }

    public Uri ClientWorks { get; }

    public Uri Wealthbox { get; }

    /// <summary>Holds the data folder and the log.</summary>
    public string Folder { get; }

    public string Data => Path.Combine(Folder, "data");

    public string Log => Path.Combine(Folder, "product.log");

    public int ProcessId => product!.Id;

    public bool HasEnded => product!.HasEnded;

    /// <param name="more">Settings of the product beside the usual, as arguments.</param>
    public static async Task<AttackTarget> StartAsync(bool cluster, IEnumerable<string> more, TimeProvider clock, CancellationToken cancel)
    {
        var server = cluster ? await StartDatabaseAsync(cancel) : null;
        var (simulators, line) = await ChildProcess.StartAsync(
            BuiltProgram.Sandbox,
            ["--wealthbox-port", "0", "--clientworks-port", "0", "--world", "demo", "--parent", $"{Environment.ProcessId}"],
            line => line.StartsWith('{'),
            cancel);
        var target = new AttackTarget(cluster, server, simulators, JsonDocument.Parse(line).RootElement, clock);
        (target.product, _) = await ChildProcess.StartAsync(
            cluster ? BuiltProgram.Silo : BuiltProgram.Api, [.. target.Arguments(), .. more], Laboratory.IsReady, cancel, target.Log);
        return target;
    }

    /// <summary>A client for one caller; requests that an attacker would not send go through it.</summary>
    public HttpClient Caller(string key) =>
        new() { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };

    /// <summary>What stands in the store of all that only accepted requests may change.</summary>
    public Task<StoreState> StateAsync(CancellationToken cancel) => database is null
        ? Task.FromResult(SqliteState.Read(Path.Combine(Data, "counterpart.db")))
        : PostgresState.ReadAsync(database.ConnectionString, cancel);

    /// <summary>Every row of a shared database, as text; a file is read as it is.</summary>
    public Task<List<string>> TextsAsync(CancellationToken cancel) => database is null
        ? Task.FromResult(new List<string>())
        : PostgresState.TextsAsync(database.ConnectionString, cancel);

    /// <summary>The log's lines, without the start's, which tell the demo's keys to whoever tries it.</summary>
    public async Task<IReadOnlyList<string>> LogAsync(CancellationToken cancel)
    {
        using var log = new StreamReader(new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = (await log.ReadToEndAsync(cancel)).Split('\n');
        return [.. lines.Skip(Array.FindLastIndex(lines, line => line.StartsWith("  curl -s ", StringComparison.Ordinal)) + 1)];
    }

    /// <summary>Links clients of both firms and waits until nothing moves any more.</summary>
    public async Task LinkAsync(CancellationToken cancel)
    {
        using var admin = Caller("cpk_demo_admin");
        await LinkAsync(admin, 100_001, Links, cancel);
        using var other = Caller("cpk_other_admin");
        await LinkAsync(other, 900_001, OtherLinks, cancel);
        await RestAsync(cancel);
    }

    /// <summary>Waits until nothing of the state has changed for a while.</summary>
    public async Task<StoreState> RestAsync(CancellationToken cancel)
    {
        var end = clock.GetUtcNow() + RestLimit;
        var before = await StateAsync(cancel);
        for (var same = 0; same < 3;)
        {
            await Task.Delay(Still, clock, cancel);
            var after = await StateAsync(cancel);
            same = before.DifferenceTo(after) is null ? same + 1 : 0;
            before = after;
            if (clock.GetUtcNow() > end)
            {
                throw new InvalidOperationException($"The product does not come to rest within {RestLimit}.");
            }
        }

        return before;
    }

    public async ValueTask DisposeAsync()
    {
        await (product?.DisposeAsync() ?? ValueTask.CompletedTask);
        await simulators.DisposeAsync();
        await (database?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task LinkAsync(HttpClient admin, int first, int count, CancellationToken cancel)
    {
        var clients = Enumerable.Range(first, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"CW-{number}"));
        for (var tries = 0; tries < 30; tries++)
        {
            using var answer = await admin.PostAsJsonAsync("/v1/links", new { integration = Integration, clients }, cancel);
            answer.EnsureSuccessStatusCode();
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
            if (!body.GetProperty("outcomes").EnumerateArray().Any(item => item.GetProperty("result").GetString() is "matching" or "unavailable"))
            {
                return;
            }
        }

        throw new InvalidOperationException("The clients were not matched.");
    }

    private static Task<PrivatePostgres> StartDatabaseAsync(CancellationToken cancel) => PrivatePostgres.FindBinaries() is { } binaries
        ? PrivatePostgres.StartAsync(binaries, ["fsync=off"], cancel)
        : throw new InvalidOperationException("PostgreSQL is not installed.");

    private List<string> Arguments()
    {
        List<string> arguments =
        [
            "--urls", Address.ToString(),
            "--data", Data,
            "--Demo:ClientWorksUrl", ClientWorks.ToString(),
            "--Demo:WealthboxUrl", Wealthbox.ToString(),
            .. LabSettings.Quick(calls: null, TimeSpan.FromMinutes(5)).Product,
            "--Api:RequestsPerSecond", "100000",
            "--Api:RequestBurst", "100000",
            "--Api:PostsPerSecond", "100000",
            "--Api:PostBurst", "100000",
            "--Api:AttemptsPerSecond", "100000",
            "--Api:AttemptBurst", "100000",
        ];
        if (database is not null)
        {
            arguments.AddRange(["--Counterpart:Store:ConnectionString", database.ConnectionString, "--Counterpart:Store:MasterKey", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))]);
            arguments.AddRange(["--Cluster:SiloPort", $"{LowPorts.Take()}", "--Cluster:GatewayPort", $"{LowPorts.Take()}"]);
        }

        return arguments;
    }
}
