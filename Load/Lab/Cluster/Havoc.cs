using System.Globalization;
using Counterpart.Load.Freshness;

namespace Counterpart.Load.Lab.Cluster;

/// <summary>Kills, stops and starts what a cluster consists of, one thing after another, and starts again what falls by itself.</summary>
internal sealed class Havoc(Laboratory laboratory, PrivatePostgres database, LinkProbes probes, TimeProvider clock, TextWriter output, int seed)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    // A question that came just before is given up by then.
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Random random = new(seed);
    private readonly SiloSupervisor supervisor = new(laboratory.Silos, told => output.WriteLine($"{clock.GetUtcNow():HH:mm:ss} {told}"), clock);

    public Disruptions Done { get; } = new(probes);

    /// <summary>Silos that ended although nobody asked it of them.</summary>
    public int Fallen => supervisor.Ended;

    /// <summary>Silos that did not end within a minute when they were asked to.</summary>
    public int Stuck { get; private set; }

    /// <summary>Starts silos again that ended by themselves, as whatever runs them in earnest does.</summary>
    public Task SuperviseAsync(CancellationToken stop) => supervisor.RunAsync(stop);

    /// <summary>One silo after another, some away until all is well without them, some back at once.</summary>
    public async Task KillAsync(TimeSpan duration, int kills, bool database, CancellationToken cancel)
    {
        var share = duration / Math.Max(1, kills);
        for (var kill = 1; kill <= kills; kill++)
        {
            var next = clock.GetUtcNow() + share;
            await Task.Delay(share * 0.2 * random.NextDouble(), clock, cancel);
            await KillAsync(kill % laboratory.Silos.Count, kill % 2 == 1 ? Disruption.Death : Disruption.Crash, cancel);
            if (database && kill == (kills + 1) / 2)
            {
                await RestartDatabaseAsync(cancel);
            }

            await UntilAsync(next, cancel);
        }
    }

    public async Task KillAsync(int silo, Disruption kind, CancellationToken cancel)
    {
        await RunsAsync(silo, cancel);
        var at = clock.GetUtcNow();
        await laboratory.Silos.KillAsync(silo);
        if (kind == Disruption.Death)
        {
            await UntilAsync(at + Notice, cancel);
            await AnswersAsync(cancel);
            await EndAsync(kind, at, $"silo {silo}");
            (kind, at) = (Disruption.Return, clock.GetUtcNow());
        }

        await StartAsync(silo, cancel);
        await AnswersAsync(cancel);
        await EndAsync(kind, at, $"silo {silo}");
    }

    /// <summary>Every silo once, as a new version is brought in.</summary>
    public async Task RollAsync(TimeSpan pause, CancellationToken cancel)
    {
        for (var silo = 0; silo < laboratory.Silos.Count; silo++)
        {
            await RunsAsync(silo, cancel);
            var at = clock.GetUtcNow();
            Stuck += await laboratory.Silos.StopAsync(silo, clock, cancel) ? 0 : 1;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{at:HH:mm:ss} silo {silo} stopped within {(clock.GetUtcNow() - at).TotalSeconds:0.0} s"));
            await StartAsync(silo, cancel);
            await UntilAsync(clock.GetUtcNow() + pause, cancel);
            await AnswersAsync(cancel);
            await EndAsync(Disruption.Restart, at, $"silo {silo}");
        }
    }

    private async Task RestartDatabaseAsync(CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        await database.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(2), clock, cancel);
        await database.RestartAsync();
        await UntilAsync(at + Notice, cancel);
        await AnswersAsync(cancel);
        await EndAsync(Disruption.Database, at, "all");
    }

    private async Task EndAsync(Disruption kind, DateTimeOffset at, string what)
    {
        var end = clock.GetUtcNow();
        Done.Add(kind, at, end);
        var until = Done.UntilAnswered(at, end);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{at:HH:mm:ss} {what} {Disruptions.Name(kind)}: {until.Count} links were silent, until answered {until.Line(1, "s")}; all well after {(end - at).TotalSeconds:0.0} s"));
    }

    // It may fail when the database is away or the machine is slow: then again.
    private async Task StartAsync(int silo, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await laboratory.Silos.StartAsync(silo, cancel);
                return;
            }
            catch (InvalidOperationException fault)
            {
                await output.WriteLineAsync($"silo {silo} did not start: {fault.Message}");
                await Task.Delay(Look, clock, cancel);
            }
        }
    }

    private async Task RunsAsync(int silo, CancellationToken cancel)
    {
        while (!laboratory.Silos.Running.Contains(silo))
        {
            await Task.Delay(Look, clock, cancel);
        }
    }

    private async Task AnswersAsync(CancellationToken cancel)
    {
        var end = clock.GetUtcNow() + Patience;
        while (probes.Silent > 0 && clock.GetUtcNow() < end)
        {
            await Task.Delay(Look, clock, cancel);
        }
    }

    private async Task UntilAsync(DateTimeOffset time, CancellationToken cancel)
    {
        if (time - clock.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, cancel);
        }
    }
}
