using Counterpart.Load.Lab;

namespace Counterpart.Load.Faults;

/// <summary>What happens to a process of the product.</summary>
internal static class ProcessFaults
{
    /// <summary>Longer than a lease of the laboratory, and than three missed probes of a silo.</summary>
    private static readonly TimeSpan Stopped = TimeSpan.FromSeconds(10);

    public static IEnumerable<Fault> Of(FaultGround ground, FaultsOptions options)
    {
        var laboratory = ground.Laboratory;
        var random = new Random(options.Seed);
        if (!options.IsCluster)
        {
            yield return new Fault("kill", _ => laboratory.KillProductAsync(), cancel => laboratory.StartProductAsync(cancel))
            {
                Times = options.Kills,
                Lasts = TimeSpan.Zero,
                CutsCallersOff = true,
            };
            yield return new Fault("stop", cancel => laboratory.SignalProductAsync("STOP", cancel), cancel => laboratory.SignalProductAsync("CONT", cancel))
            {
                Times = 3,
                Lasts = Stopped,
                CutsCallersOff = true,
            };
            yield break;
        }

        var silo = 0;
        yield return new Fault("kill", _ => laboratory.Silos.KillAsync(silo = Any()), cancel => laboratory.Silos.StartAsync(silo, cancel))
        {
            Times = options.Kills,
            Lasts = TimeSpan.Zero,
        };
        yield return new Fault("kill-gateway", _ => laboratory.KillProductAsync(), cancel => laboratory.StartProductAsync(cancel))
        {
            Times = Math.Min(options.Kills, 5),
            Lasts = TimeSpan.Zero,
            CutsCallersOff = true,
        };
        yield return new Fault(
            "stop", cancel => laboratory.Silos.SignalAsync(silo = Any(), "STOP", cancel), cancel => laboratory.Silos.SignalAsync(silo, "CONT", cancel))
        {
            Times = 3,
            Lasts = Stopped,
        };
        yield return new Fault("stop-gateway", cancel => laboratory.SignalProductAsync("STOP", cancel), cancel => laboratory.SignalProductAsync("CONT", cancel))
        {
            Lasts = Stopped,
            CutsCallersOff = true,
        };

        int Any()
        {
            var running = laboratory.Silos.Running.ToList();
            return running[random.Next(running.Count)];
        }
    }
}
