namespace Counterpart.Load.Cluster;

/// <summary>Concurrent callers of one kind of call, each of which waits for its answer before it calls again.</summary>
/// <param name="call">Calls the grain of a number.</param>
internal sealed class Callers(int callers, int grains, TimeProvider clock, Func<int, Task> call)
{
    private volatile bool stopped;

    /// <summary>Calls since it was made.</summary>
    public long Calls { get; private set; }

    /// <summary>Calls for so long; gives how many calls were answered.</summary>
    public async Task<long> RunAsync(TimeSpan duration, CancellationToken cancel)
    {
        stopped = false;
        var running = Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(new Random(caller)), cancel)).ToArray();
        await Task.Delay(duration, clock, cancel);
        stopped = true;
        var answered = (await Task.WhenAll(running)).Sum();
        Calls += answered;
        return answered;
    }

    private async Task<long> CallAsync(Random random)
    {
        var answered = 0L;
        while (!stopped)
        {
            await call(random.Next(grains));
            answered++;
        }

        return answered;
    }
}
