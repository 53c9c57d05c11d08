using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Counterpart.Load.Attack;
using Counterpart.Load.Lab;
using Counterpart.Load.Lab.Cluster;

namespace Counterpart.Load.Faults;

/// <summary>The product with everything that it depends on, and with something that can go wrong between any two of them.</summary>
internal sealed class FaultGround : IAsyncDisposable
{
    public const int Racers = 2;
    public const int Probes = 6;
    private const int Silos = 3;
    private const int DiskSize = 512;

    private readonly Dictionary<int, Relay> relays = [];
    private readonly FaultsOptions options;
    private readonly TimeProvider clock;

    private FaultGround(FaultsOptions options, TimeProvider clock)
    {
        this.options = options;
        this.clock = clock;
        Liar = new LyingVendor(IPAddress.Loopback, clock);
    }

    public Laboratory Laboratory { get; private set; } = null!;

    public AnswerLog Answers { get; } = new();

    public PrivatePostgres? Database { get; private set; }

    /// <summary>Between the product and its database.</summary>
    public Relay? ToDatabase { get; private set; }

    /// <summary>A network for each silo; null where this machine makes none, and in one process.</summary>
    public Networks? Networks { get; private set; }

    /// <summary>Where the first node's data is; null where this machine mounts none.</summary>
    public SmallDisk? Disk { get; private set; }

    public LyingVendor Liar { get; }

    /// <summary>Between the product and a simulator.</summary>
    public Relay To(Uri simulator) => relays[simulator.Port];

    public static async Task<FaultGround> StartAsync(FaultsOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var ground = new FaultGround(options, clock);
        if (options.OnPostgres)
        {
            var binaries = PrivatePostgres.FindBinaries() ?? throw new InvalidOperationException("PostgreSQL is not installed.");
            ground.Database = await PrivatePostgres.StartAsync(binaries, [], cancel);
            ground.Networks = options.IsCluster ? await Networks.MakeAsync(Silos, cancel) : null;
            ground.ToDatabase = new Relay(ground.Networks?.OutsideToo ?? IPAddress.Loopback, new IPEndPoint(IPAddress.Loopback, ground.Database.Port), options.Seed, clock);
        }
        else
        {
            ground.Disk = await SmallDisk.MakeAsync(DiskSize, cancel);
        }

        ground.Laboratory = await Laboratory.StartAsync(
            new LaboratoryOptions
            {
                Pairs = options.Links,
                MorePairs = (Racers * 2) + Probes,
                Silos = options.IsCluster ? Silos : 0,
                Networks = ground.Networks,
                Answers = ground.Answers,
                LogFolder = options.LogFolder,
                DataFolder = ground.Disk is { } disk ? Path.Combine(disk.Folder, "data") : null,
                Seen = ground.Between,
                ConnectionString = ground.ToDatabase is { } relay ? $"Host={relay.EndPoint.Address};Port={relay.EndPoint.Port};Database=postgres;Username=counterpart" : null,
                MasterKey = options.OnPostgres ? Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) : null,
            },
            cancel);
        return ground;
    }

    /// <summary>Has both simulators do something to the product's calls.</summary>
    public async Task PlanAsync(object fault, CancellationToken cancel)
    {
        foreach (var system in new[] { Laboratory.ClientWorks, Laboratory.Wealthbox })
        {
            using var answer = await Laboratory.Outside.PostAsJsonAsync(new Uri(system, "/_control/faults"), fault, cancel);
            answer.EnsureSuccessStatusCode();
        }
    }

    public async Task ForgetAsync(CancellationToken cancel)
    {
        foreach (var system in new[] { Laboratory.ClientWorks, Laboratory.Wealthbox })
        {
            using var answer = await Laboratory.Outside.DeleteAsync(new Uri(system, "/_control/faults"), cancel);
            answer.EnsureSuccessStatusCode();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Laboratory.DisposeAsync();
        foreach (var relay in relays.Values)
        {
            relay.Dispose();
        }

        ToDatabase?.Dispose();
        Liar.Dispose();
        await (Database?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Disk?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Networks?.DisposeAsync() ?? ValueTask.CompletedTask);
        Answers.Dispose();
    }

    private Uri Between(Uri simulator)
    {
        if (!relays.TryGetValue(simulator.Port, out var relay))
        {
            relays[simulator.Port] = relay = new Relay(Networks?.Outside ?? IPAddress.Loopback, new IPEndPoint(IPAddress.Loopback, simulator.Port), options.Seed, clock);
        }

        return new Uri($"http://{relay.EndPoint}");
    }
}
