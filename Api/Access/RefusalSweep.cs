using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>Has the numbers of repeated refusals written while nobody is refused any more.</summary>
internal sealed class RefusalSweep(RefusedAttempts refusals, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(30), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            refusals.Flush();
        }
    }
}
