namespace Counterpart.Hosting;

/// <summary>One caller's way through a firm's journal, from a position on: in order, without a gap, each record once.</summary>
public sealed class EventListener : IDisposable
{
    private const int Page = 200;
    private readonly EventHub hub;
    private readonly FirmFeed feed;
    private bool left;

    internal EventListener(EventHub hub, FirmFeed feed, Caller caller, EventPosition start, EventReset? reset)
    {
        this.hub = hub;
        this.feed = feed;
        Caller = caller;
        Position = start;
        Reset = reset;
    }

    public Caller Caller { get; }

    /// <summary>Where the listener is: what follows is still to come.</summary>
    public EventPosition Position { get; private set; }

    /// <summary>Why the position that was asked for is of no use; null when it was, or none was asked for.</summary>
    public EventReset? Reset { get; }

    /// <summary>
    /// Waits for news and moves over it. Empty: only <see cref="Position"/> moved, over what does not concern the caller. Null: the stream
    /// can't go on, and the caller has to come again with its position.
    /// </summary>
    /// <exception cref="Counterpart.Storage.StoreUnavailableException">The store can't be reached; nothing was skipped.</exception>
    public async Task<IReadOnlyList<LinkRecord>?> NextAsync(CancellationToken cancel)
    {
        if (!await feed.WaitAsync(Position.Seq, cancel))
        {
            return null;
        }

        var page = feed.After(Position.Seq, Page) ?? await hub.ReadAsync(feed.Firm, Position.Seq, Page, cancel);
        if (page.Count == 0 || page[0].Seq != Position.Seq + 1)
        {
            return null;
        }

        // Behind a record that was erased it does not go on: the listener hears of that by its reset.
        var dense = page.TakeWhile((record, place) => record.Seq == Position.Seq + 1 + place).ToList();
        var visible = await hub.Sight.OfAsync(Caller, dense, cancel);
        Position = Position with { Seq = dense[^1].Seq };
        hub.Told(visible.Count);
        return visible;
    }

    public void Dispose()
    {
        if (!left)
        {
            left = true;
            hub.Leave(feed, Caller);
        }
    }
}

/// <summary>Why a listener can't resume where it was. It reads what it shows anew.</summary>
public enum EventReset
{
    /// <summary>The position is older than the retention, or what follows it was erased.</summary>
    Expired,

    /// <summary>The data was restored from a backup since.</summary>
    DataEpoch,

    /// <summary>The position was not reached yet.</summary>
    Future,
}
