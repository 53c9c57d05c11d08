using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>Runs one channel for as long as the node lives: takes its lease, runs capture and pushes under it, starts over.</summary>
internal sealed partial class ChannelRunner(ChannelContext channel, string node, TimeSpan lease)
{
    private readonly TaskCompletionSource firstPass = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ChannelSession? session;
    private volatile PushLoop? pushing;

    public string Firm => channel.Firm;

    public string System => channel.System;

    public DueSignal Signal { get; } = new(channel.Clock);

    public HotLinks Hot { get; } = new();

    /// <summary>Ends when the channel's directory is complete, by this node's passes or another's.</summary>
    public Task FirstPass => firstPass.Task;

    /// <summary>The channel's state while this node runs it; null while it does not.</summary>
    public ChannelState? State => session?.State();

    /// <summary>The capture's place while this node runs the channel.</summary>
    public CaptureState? Capture => session?.Capture;

    /// <summary>Where it was when this node last ran the channel.</summary>
    public CaptureState? LastCapture { get; private set; }

    public string? Holder => session is null ? null : node;

    public string Reading => channel.Reading;

    public CaptureTraits CaptureTraits => channel.Capture;

    public SystemTraits Traits => channel.Traits;

    /// <summary>Another node's pass completed the directory.</summary>
    public void NoticeComplete() => firstPass.TrySetResult();

    /// <summary>What a link owes the system was committed anew.</summary>
    public void DueChanged(LinkKey link, DateTimeOffset? notBefore)
    {
        pushing?.Rewritten(link.Name);
        if (notBefore is { } at)
        {
            Signal.SetAt(at);
        }
    }

    /// <summary>The vendor said how many calls are left.</summary>
    public void Tell(VendorCounters counters) => session?.Tell(counters);

    public async Task RunAsync(CancellationToken stopping)
    {
        // A dead holder's lease is taken over soon after its end, and not all nodes ask at once.
        var retry = TimeSpan.FromMilliseconds(Math.Min(1000, lease.TotalMilliseconds / 5));
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await channel.Store.AcquireLeaseAsync(channel.Firm, channel.System, node, lease, stopping) is { } held)
                {
                    await HoldAsync(held, stopping);
                }
            }
            catch (Exception fault) when (fault is OperationCanceledException or LeaseLostException)
            {
                // Lost to another node, or stopping.
            }
            catch (Exception fault)
            {
                LogFailure(channel.Logger, channel.Firm, channel.System, fault);
            }

            LastCapture = session?.Capture ?? LastCapture;
            session = null;
            await Task.Delay(retry, channel.Clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HoldAsync(Lease held, CancellationToken stopping)
    {
        using var running = new ChannelSession(
            channel.Store, held, await channel.Store.DataEpochAsync(stopping), channel.Traits, channel.Reading, channel.Clock, lease, stopping);
        session = running;
        if (channel.NewCredential)
        {
            running.ForgetFailures();
        }

        if (running.Capture.CompletePass is not null)
        {
            firstPass.TrySetResult();
        }

        var cadence = new Cadence(channel.Traits, running, channel.Clock);
        var pages = new PageReader(channel, running);
        var applier = new PageApplier(channel, running, cadence);
        using var brake = new BrakeCheck(channel, running, applier);
        using var pushes = new PushLoop(channel, running, Signal, Hot, cadence);
        pushing = pushes;
        var loops = new[]
        {
            new CaptureLoop(channel, running, pages, applier, brake, cadence, () => firstPass.TrySetResult()).RunAsync(),
            new SweepLoop(channel, running, pages, applier, brake).RunAsync(),
            pushes.RunAsync(),
            RenewAsync(running),
        };
        var ended = await Task.WhenAny(loops);
        await running.EndAsync();
        await Task.WhenAll(loops.Select(loop => loop.ContinueWith(static _ => { }, TaskScheduler.Default)));
        if (stopping.IsCancellationRequested)
        {
            await channel.Store.ReleaseLeaseAsync(held, CancellationToken.None);
        }

        await ended;
    }

    private async Task RenewAsync(ChannelSession running)
    {
        do
        {
            await Task.Delay(lease / 3, channel.Clock, running.Lost);
        }
        while (await running.SaveAsync());
    }

    [LoggerMessage(LogLevel.Error, "{Firm}/{System}: the channel failed and starts over")]
    private static partial void LogFailure(ILogger logger, string firm, string system, Exception fault);
}
