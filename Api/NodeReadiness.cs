using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Api;

/// <summary>Ready while the store can be written and the process is not stopping; asked of the store in the background.</summary>
internal sealed class NodeReadiness(Node node, IHostApplicationLifetime lifetime, TimeProvider clock) : BackgroundService, IReadiness
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private volatile bool writable;

    public bool IsReady => writable && !lifetime.ApplicationStopping.IsCancellationRequested;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            writable = await node.Store.IsWritableAsync(cancel);
        }
        catch (StoreUnavailableException)
        {
            writable = false;
        }
    }
}
