using Counterpart.Links;
using Counterpart.Storage;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>Works off what is owed to a system: due links, a bounded number at once, within the vendor's limit.</summary>
internal sealed partial class PushLoop(
    ChannelContext channel, ChannelSession session, DueSignal signal, HotLinks hot, Cadence cadence) : IDisposable
{
    private const int PageSize = 256;

    /// <summary>So many are looked through for those that come first.</summary>
    private const int Looked = 1024;
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(5);

    private static readonly Task<DateTimeOffset?> NothingAsync = Task.FromResult<DateTimeOffset?>(null);

    private readonly SharedPushQueue queue = new();
    private readonly PushSource source = new(channel, session);
    private readonly SemaphoreSlim slots = new(channel.Concurrency, channel.Concurrency);

    public async Task RunAsync()
    {
        try
        {
            while (true)
            {
                signal.Reset();
                var wait = await StartDueAsync();
                await signal.WaitAsync(wait, session.Lost);
            }
        }
        finally
        {
            // Pushes end by themselves when the session is lost; each has a limit.
            for (var slot = 0; slot < channel.Concurrency; slot++)
            {
                await slots.WaitAsync(CancellationToken.None);
            }
        }
    }

    public void Dispose() => slots.Dispose();

    /// <summary>What a link owes was committed anew.</summary>
    public void Rewritten(string link) => queue.Rewritten(link);

    /// <summary>Starts what is due, and tells how long nothing else will be.</summary>
    private async Task<TimeSpan> StartDueAsync()
    {
        if (session.Brake is not null)
        {
            return LongestHold;
        }

        var now = channel.Clock.GetUtcNow();
        var due = await channel.Store.DueAsync(channel.Firm, channel.System, now, Looked + queue.Waiting(now), session.Lost);
        var ready = PushOrder.Of([.. due.Where(row => queue.IsFree(row, now))], row => hot.Has(row.Link, now)).Take(PageSize).ToList();
        if (ready.Count > 0)
        {
            var keys = ready.ConvertAll(row => LinkKey.Parse(channel.Firm, row.Link));
            var rows = (await channel.Store.LoadLinksAsync(keys, session.Lost)).ToDictionary(row => row.Key);
            foreach (var row in ready)
            {
                var link = rows.GetValueOrDefault(LinkKey.Parse(channel.Firm, row.Link));
                if (link is not null && !(await MayWriteAsync(link) && await source.IsPresentAsync(link.Key.Integration)))
                {
                    queue.Hold(row, now);
                    continue;
                }

                var isEarly = link is not null && await IsEarlyAsync(link, now);
                await slots.WaitAsync(session.Lost);
                if (session.Brake is not null || session.Lost.IsCancellationRequested)
                {
                    slots.Release();
                    return LongestHold;
                }

                if (isEarly)
                {
                    // Edited again since its time was written: that is written anew, and no call is spent on the link now.
                    Start(row, () => ReviseAsync(link!.Key));
                    continue;
                }

                var takenAt = channel.Clock.GetUtcNow();
                if (await TakeCallsAsync() is { } later)
                {
                    slots.Release();
                    return Clamp(later - channel.Clock.GetUtcNow());
                }

                var paid = new PaidCalls(Push.CallsPaid, takenAt);
                Start(row, () => link is null ? NothingAsync : new Push(channel, session, cadence, paid).RunAsync(link));
            }
        }

        if (ready.Count == PageSize)
        {
            return TimeSpan.Zero;
        }

        var next = await channel.Store.NextDueAsync(channel.Firm, channel.System, session.Lost);
        return next is { } at && at > now ? Clamp(at - now) : Clamp(queue.NextHeld(now) ?? channel.LookEvery);
    }

    /// <param name="work">Tells when to look at the link again; null: when its row says so.</param>
    private void Start(DueRow due, Func<Task<DateTimeOffset?>> work)
    {
        queue.Started(due.Link);
        _ = Task.Run(async () =>
        {
            DateTimeOffset? retryAt = null;
            try
            {
                retryAt = await work();
            }
            catch (LeaseLostException)
            {
                await session.LoseAsync();
            }
            catch (OperationCanceledException)
            {
                // The session is over; whoever has the channel next goes on by what the link says.
            }
            catch (Exception fault)
            {
                LogFailure(channel.Logger, channel.Firm, channel.System, fault);
                retryAt = channel.Clock.GetUtcNow() + TimeSpan.FromSeconds(1);
            }
            finally
            {
                Finish(due, retryAt);
            }
        });
    }

    private void Finish(DueRow due, DateTimeOffset? retryAt)
    {
        queue.Finished(due, retryAt, channel.Clock.GetUtcNow());
        slots.Release();
        signal.Set();
    }

    /// <summary>A slot that nothing is started in is given back, whatever happens: the loop's end waits for all of them.</summary>
    private async Task<DateTimeOffset?> TakeCallsAsync()
    {
        try
        {
            return await session.TryTakeAsync(Push.CallsPaid, CallKind.Push);
        }
        catch
        {
            slots.Release();
            throw;
        }
    }

    private async ValueTask<bool> IsEarlyAsync(LinkRow link, DateTimeOffset now)
    {
        var rules = await channel.Settings.GetAsync(channel.Firm, link.Key.Integration, session.Lost);
        var side = IntegrationName.SideOf(link.Key.Integration, channel.System);
        return LinkDue.Of(StoredState.Of(link), side, rules) > now;
    }

    private async Task<DateTimeOffset?> ReviseAsync(LinkKey link)
    {
        await channel.Host.ReviseDueAsync(link, session.Lost);
        return null;
    }

    /// <summary>While contact sync is off only a link that is leaving is looked at: its last write has to be settled.</summary>
    private async ValueTask<bool> MayWriteAsync(LinkRow link) =>
        link.Phase == PhaseNames.Of(Phase.Leaving)
        || (await channel.Settings.GetAsync(channel.Firm, link.Key.Integration, session.Lost)).ContactSync;

    /// <summary>On a shared store other nodes commit what is due here, and do not say so.</summary>
    private TimeSpan Clamp(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > channel.LookEvery ? channel.LookEvery : wait;

    [LoggerMessage(LogLevel.Warning, "{Firm}/{System}: a push failed and is tried again")]
    private static partial void LogFailure(ILogger logger, string firm, string system, Exception fault);
}
