using System.Globalization;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>Kills one of the product's processes now and then, without warning, and starts it again.</summary>
internal sealed class Killing(Laboratory laboratory, Disturbances disturbances, Timeline timeline, Func<double> now, TimeSpan every, TimeProvider clock, int seed)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private readonly Random random = new(seed);

    public int Kills { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(every * (0.5 + random.NextDouble()), clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            // Of a cluster the gateway now and then, else one silo after another.
            var silo = laboratory.Silos.Count > 0 && random.Next(4) > 0 ? Kills % laboratory.Silos.Count : -1;
            var what = silo >= 0 ? string.Create(CultureInfo.InvariantCulture, $"silo {silo} killed") : laboratory.Silos.Count > 0 ? "gateway killed" : "server killed";
            timeline.Add(new Mark(now(), what, IsFault: true));
            Kills++;

            // What was begun is ended, whoever wants to stop.
            await disturbances.DuringAsync(what, () => KillAsync(silo));
        }
    }

    private async Task KillAsync(int silo)
    {
        if (silo >= 0)
        {
            // One that just ended itself is started again by the supervisor.
            while (!laboratory.Silos.Running.Contains(silo))
            {
                await Task.Delay(Look, clock);
            }

            await laboratory.Silos.KillAsync(silo);
        }
        else
        {
            await laboratory.KillProductAsync();
        }

        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(3000)), clock);
        for (var started = false; !started;)
        {
            try
            {
                await (silo >= 0 ? laboratory.Silos.StartAsync(silo, CancellationToken.None) : laboratory.StartProductAsync(CancellationToken.None));
                started = true;
            }
            catch (InvalidOperationException)
            {
                await Task.Delay(Look, clock);
            }
        }
    }
}
