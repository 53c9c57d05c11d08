using System.Runtime.InteropServices;
using System.Text.Json;
using Counterpart.Storage;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>
/// The live events of this node. One loop asks the store for news of all firms that somebody listens to, and of no others; while nobody
/// listens nothing runs. Listeners of a firm share its latest records, and each has only a position.
/// </summary>
public sealed partial class EventHub : IAsyncDisposable
{
    private const int Page = 500;
    private static readonly TimeSpan EpochEvery = TimeSpan.FromSeconds(5);

    private readonly IEventLog log;
    private readonly TimeProvider clock;
    private readonly ILogger<EventHub> logger;
    private readonly EventInstruments? measured;
    private readonly Lock gate = new();
    private readonly Dictionary<string, FirmFeed> feeds = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Firm, string Key), int> keys = [];
    private readonly SemaphoreSlim wake = new(0, 1);
    private readonly CancellationTokenSource stopping = new();
    private Task polling = Task.CompletedTask;
    private string? epoch;
    private DateTimeOffset epochSeen;
    private int listeners;

    public EventHub(IEventLog log, EventOptions options, TimeProvider clock, ILogger<EventHub> logger, EventInstruments? measured = null)
    {
        this.log = log;
        this.clock = clock;
        this.logger = logger;
        this.measured = measured;
        measured?.Observe(() => Listeners);
        Options = options;
        Sight = new EventSight(new BookCache(log, clock));
    }

    public EventOptions Options { get; }

    public int Listeners
    {
        get
        {
            lock (gate)
            {
                return listeners;
            }
        }
    }

    /// <summary>True while the store is asked for news.</summary>
    public bool IsPolling
    {
        get
        {
            lock (gate)
            {
                return feeds.Count > 0;
            }
        }
    }

    internal EventSight Sight { get; }

    /// <summary>Begins to listen; null when too many listen already.</summary>
    /// <param name="from">Where the caller was; null: from now on.</param>
    /// <exception cref="StoreUnavailableException">The store can't be reached.</exception>
    public async Task<EventListener?> ListenAsync(Caller caller, EventPosition? from, CancellationToken cancel)
    {
        if (Join(caller) is not { } feed)
        {
            measured?.Refused();
            return null;
        }

        try
        {
            await feed.Started.WaitAsync(cancel);
            var present = await log.DataEpochAsync(cancel);
            var last = (await log.LastSeqsAsync([feed.Firm], cancel)).GetValueOrDefault(feed.Firm);
            var reset = from is { } position ? await ResetAsync(position, feed.Firm, present, last, cancel) : null;
            if (reset is { } reason)
            {
                measured?.Reset(JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()));
            }

            return new EventListener(this, feed, caller, from is { } at && reset is null ? at : new EventPosition(present, last), reset);
        }
        catch
        {
            Leave(feed, caller);
            throw;
        }
    }

    /// <summary>A commit of this node: whoever listens to the firm hears of it at once.</summary>
    public void Committed(string firm)
    {
        lock (gate)
        {
            if (!feeds.ContainsKey(firm))
            {
                return;
            }
        }

        Wake();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        FirmFeed[] ending;
        lock (gate)
        {
            ending = [.. feeds.Values];
            feeds.Clear();
        }

        Array.ForEach(ending, feed => feed.End());
        await polling;
        stopping.Dispose();
        wake.Dispose();
    }

    internal async Task<IReadOnlyList<LinkRecord>> ReadAsync(string firm, long after, int limit, CancellationToken cancel) =>
        [.. (await log.ReadAsync(firm, after, limit, cancel)).Select(row => LinkRecord.Of(firm, row))];

    internal void Told(int events) => measured?.Told(events);

    internal void Leave(FirmFeed feed, Caller caller)
    {
        lock (gate)
        {
            listeners--;
            ref var ofKey = ref CollectionsMarshal.GetValueRefOrAddDefault(keys, (caller.Firm!, caller.Key), out _);
            if (--ofKey == 0)
            {
                keys.Remove((caller.Firm!, caller.Key));
            }

            if (--feed.Listeners == 0 && ReferenceEquals(feeds.GetValueOrDefault(feed.Firm), feed))
            {
                feeds.Remove(feed.Firm);
            }
        }
    }

    private FirmFeed? Join(Caller caller)
    {
        lock (gate)
        {
            var feed = feeds.GetValueOrDefault(caller.Firm!);
            ref var ofKey = ref CollectionsMarshal.GetValueRefOrAddDefault(keys, (caller.Firm!, caller.Key), out _);
            if (stopping.IsCancellationRequested
                || listeners >= Options.ListenersPerNode
                || feed?.Listeners >= Options.ListenersPerFirm
                || ofKey >= Options.ListenersPerKey)
            {
                if (ofKey == 0)
                {
                    keys.Remove((caller.Firm!, caller.Key));
                }

                return null;
            }

            ofKey++;
            listeners++;
            if (feed is null)
            {
                feeds[caller.Firm!] = feed = new FirmFeed(caller.Firm!, Options.KeptPerFirm);
                if (polling.IsCompleted)
                {
                    polling = Task.Run(PollAsync);
                }
            }

            feed.Listeners++;
            Wake();
            return feed;
        }
    }

    private async Task<EventReset?> ResetAsync(EventPosition position, string firm, string present, long last, CancellationToken cancel)
    {
        if (!string.Equals(position.Epoch, present, StringComparison.Ordinal))
        {
            return EventReset.DataEpoch;
        }

        if (position.Seq > last)
        {
            return EventReset.Future;
        }

        if (position.Seq == last)
        {
            return null;
        }

        var next = await log.ReadAsync(firm, position.Seq, 1, cancel);
        return next is [var row] && row.Seq == position.Seq + 1 && row.At >= clock.GetUtcNow() - Options.Retention ? null : EventReset.Expired;
    }

    private void Wake()
    {
        try
        {
            wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // The loop has not taken the last signal yet.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Events wait: the store can't be read")]
    private static partial void LogUnavailable(ILogger logger, Exception fault);

    [LoggerMessage(LogLevel.Error, "Events of a firm can't be told, and its listeners are disconnected")]
    private static partial void LogBroken(ILogger logger, Exception fault);
}
