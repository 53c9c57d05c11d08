using System.Globalization;

namespace Counterpart.Load.Lab.Cluster;

/// <summary>The silos of a laboratory's cluster, each a process that can be killed, stopped and started again at its place.</summary>
internal sealed class SiloFleet : IAsyncDisposable
{
    private readonly LaboratoryOptions options;
    private readonly string folder;
    private readonly Place[] places;

    public SiloFleet(LaboratoryOptions options, string folder)
    {
        this.options = options;
        this.folder = folder;
        places = [.. Enumerable.Range(0, options.Silos).Select(_ => new Place(LowPorts.Take(), LowPorts.Take(), LowPorts.Take()))];
    }

    public int Count => places.Length;

    /// <summary>Silos that run. One that is being stopped does not count.</summary>
    public IEnumerable<int> Running => Enumerable.Range(0, places.Length).Where(silo => places[silo].Process is { HasEnded: false });

    public IEnumerable<(string Name, int Id)> Processes => Running.Select(silo => ($"silo {silo}", places[silo].Process!.Id));

    /// <summary>Where each silo answers health and metrics.</summary>
    public IEnumerable<Uri> Addresses => places.Select(place => new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{place.Http}")));

    /// <summary>Silos that ended although nobody asked it of them.</summary>
    public IEnumerable<int> Fallen => Enumerable.Range(0, places.Length).Where(silo => places[silo].Process is { HasEnded: true });

    public Task StartAllAsync(CancellationToken cancel) => Task.WhenAll(Enumerable.Range(0, places.Length).Select(silo => StartAsync(silo, cancel)));

    /// <summary>Returns when it is a member of the cluster.</summary>
    /// <exception cref="InvalidOperationException">It did not come up.</exception>
    public async Task StartAsync(int silo, CancellationToken cancel)
    {
        var place = places[silo];
        if (place.Process is { } before)
        {
            await before.DisposeAsync();
            place.Process = null;
        }

        (place.Process, _) = await ChildProcess.StartAsync(
            BuiltProgram.Silo,
            [
                "--no-demo",
                "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{place.Http}"),
                "--data", Path.Combine(folder, $"silo-{silo}"),
                .. options.StoreArguments,
                "--Cluster:Role", "silo",
                "--Cluster:SiloPort", $"{place.Silo}",
                "--Cluster:GatewayPort", $"{place.Gateway}",
                .. options.ClusterSettings,
                "--Counterpart:InternalHosts:0", "127.0.0.1",
                .. options.Networks is { } networks
                    ? ["--Cluster:Address", $"{networks.Of(silo)}", "--Counterpart:InternalHosts:1", $"{networks.Outside}"]
                    : (string[])[],
                .. options.Settings.Product,
                "--Logging:LogLevel:Default", "Warning",
            ],
            Laboratory.IsReady,
            cancel,
            options.LogOf($"silo-{silo}"),
            options.Networks?.Within(silo));
    }

    public async Task KillAsync(int silo)
    {
        await using var process = Take(silo);
        await process.KillAsync();
    }

    /// <param name="signal">As <c>STOP</c> or <c>CONT</c>; none for one that has ended.</param>
    public Task SignalAsync(int silo, string signal, CancellationToken cancel) => places[silo].Process?.SignalAsync(signal, cancel) ?? Task.CompletedTask;

    /// <returns>Whether it ended by itself, within a minute.</returns>
    public async Task<bool> StopAsync(int silo, TimeProvider clock, CancellationToken cancel)
    {
        await using var process = Take(silo);
        return await process.StopAsync(clock, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var place in places)
        {
            await (place.Process?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    // From here on it is not one that fell.
    private ChildProcess Take(int silo)
    {
        var process = places[silo].Process ?? throw new InvalidOperationException($"Silo {silo} does not run.");
        places[silo].Process = null;
        return process;
    }

    private sealed class Place(int http, int silo, int gateway)
    {
        public int Http => http;

        public int Silo => silo;

        public int Gateway => gateway;

        public ChildProcess? Process { get; set; }
    }
}
