using Counterpart.Load.Lab.Cluster;
using Counterpart.Tests.EndToEnd;

namespace Counterpart.Tests.Storm;

/// <summary>Who supervises silos starts again what ended by itself, and counts it.</summary>
public sealed class SiloSupervisorTests
{
    private readonly HashSet<int> fallen = [];
    private readonly List<int> started = [];
    private readonly List<string> told = [];
    private readonly Lock gate = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASiloThatEndedItself_IsStartedAgain_AndCountedOnce()
    {
        var supervisor = Over((silo, _) => Up(silo));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = supervisor.RunAsync(over.Token);

        Fell(1);
        await StartedAsync(1);
        Fell(2);
        await StartedAsync(2);
        Fell(1);
        await StartedAsync(3);
        await over.CancelAsync();
        await running;

        Assert.Equal(3, supervisor.Ended);
        Assert.Equal([1, 2, 1], started);
        Assert.Equal(["silo 1 ended itself", "silo 2 ended itself", "silo 1 ended itself"], told);
    }

    [Fact]
    public async Task OneThatDoesNotComeUp_IsTriedAgain_AndCountedOnce()
    {
        var tries = 0;
        var supervisor = Over((silo, _) => ++tries < 3 ? Task.FromException(new InvalidOperationException("no database")) : Up(silo));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Fell(0);
        var running = supervisor.RunAsync(over.Token);

        await StartedAsync(1);
        await over.CancelAsync();
        await running;

        Assert.Equal(1, supervisor.Ended);
        Assert.Equal(["silo 0 ended itself", "silo 0 did not start: no database", "silo 0 did not start: no database"], told);
    }

    [Fact]
    public async Task Stopped_WhileOneIsStarting_EndsQuietly()
    {
        var supervisor = Over((_, stop) => Task.Delay(Timeout.InfiniteTimeSpan, RealClock.Instance, stop));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Fell(0);
        var running = supervisor.RunAsync(over.Token);

        await Eventually.GetAsync(() => Task.FromResult(supervisor.Ended), ended => ended == 1, Cancel);
        await over.CancelAsync();
        await running;

        Assert.Empty(started);
    }

    private SiloSupervisor Over(Func<int, CancellationToken, Task> start) => new(Fallen, start, told.Add, RealClock.Instance);

    private List<int> Fallen()
    {
        lock (gate)
        {
            return [.. fallen];
        }
    }

    private void Fell(int silo)
    {
        lock (gate)
        {
            fallen.Add(silo);
        }
    }

    private Task Up(int silo)
    {
        lock (gate)
        {
            fallen.Remove(silo);
            started.Add(silo);
        }

        return Task.CompletedTask;
    }

    private Task<int> StartedAsync(int times) => Eventually.GetAsync(
        () =>
        {
            lock (gate)
            {
                return Task.FromResult(started.Count);
            }
        },
        count => count == times,
        Cancel);
}
