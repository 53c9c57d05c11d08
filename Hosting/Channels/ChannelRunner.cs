using Counterpart.Links;
using Counterpart.Storage;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>Runs one channel for as long as the node lives: takes its lease, runs capture and pushes under it, starts over.</summary>
internal sealed partial class ChannelRunner(ChannelContext channel, string node, TimeSpan lease)
{
    private readonly TaskCompletionSource firstPass = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ChannelSession? session;
    private CaptureState last = new();

    public string Firm => channel.Firm;

    public string System => channel.System;

    public DueSignal Signal { get; } = new(channel.Clock);

    /// <summary>Ends when the channel's directory is complete.</summary>
    public Task FirstPass => firstPass.Task;

    /// <summary>Start of the last complete pass; between two sessions that of the one before.</summary>
    public DateTimeOffset? CompletePass => Capture.CompletePass;

    public DateTimeOffset UnchangedSince => ChangeCapture.UnchangedSince(Capture, channel.Capture);

    private CaptureState Capture => session?.Capture ?? Volatile.Read(ref last);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await channel.Store.AcquireLeaseAsync(channel.Firm, channel.System, node, lease, stopping) is { } held)
                {
                    await HoldAsync(held, stopping);
                }
            }
            catch (OperationCanceledException)
            {
                // Lost to another node, or stopping.
            }
            catch (Exception fault)
            {
                LogFailure(channel.Logger, channel.Firm, channel.System, fault);
            }

            Volatile.Write(ref last, Capture);
            session = null;
            await Task.Delay(TimeSpan.FromSeconds(1), channel.Clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HoldAsync(Lease held, CancellationToken stopping)
    {
        using var running = new ChannelSession(channel.Store, held, channel.Traits, channel.Reading, channel.Clock, lease, stopping);
        session = running;
        if (running.Capture.CompletePass is not null)
        {
            firstPass.TrySetResult();
        }

        using var pushes = new PushLoop(channel, running, Signal);
        var loops = new[]
        {
            new CaptureLoop(channel, running, () => firstPass.TrySetResult()).RunAsync(),
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
