namespace Counterpart.Load.Lab.Cluster;

/// <summary>Starts silos again that ended by themselves, as whatever runs them in earnest does.</summary>
/// <param name="fallen">Silos that ended although nobody asked it of them.</param>
/// <param name="start">Starts one at its place; fails with an <see cref="InvalidOperationException"/> when it does not come up.</param>
/// <param name="tell">Told of each that ended, and why one did not start.</param>
internal sealed class SiloSupervisor(Func<IEnumerable<int>> fallen, Func<int, CancellationToken, Task> start, Action<string> tell, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private int ended;

    public SiloSupervisor(SiloFleet silos, Action<string> tell, TimeProvider clock)
        : this(() => silos.Fallen, silos.StartAsync, tell, clock)
    {
    }

    /// <summary>How often a silo ended by itself.</summary>
    public int Ended => Volatile.Read(ref ended);

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                foreach (var silo in fallen().ToList())
                {
                    Interlocked.Increment(ref ended);
                    tell($"silo {silo} ended itself");
                    await StartAsync(silo, stop);
                }

                await Task.Delay(Look, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was just starting one.
        }
    }

    // It may fail when the database is away or the machine is slow: then again.
    private async Task StartAsync(int silo, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await start(silo, stop);
                return;
            }
            catch (InvalidOperationException fault)
            {
                tell($"silo {silo} did not start: {fault.Message}");
                await Task.Delay(Look, clock, stop);
            }
        }
    }
}
