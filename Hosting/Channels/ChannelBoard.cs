using System.Collections.Concurrent;
using System.Collections.Frozen;
using Counterpart.Links;
using Counterpart.Storage;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>What the store says of all channels, so that a node can answer for those that another one runs.</summary>
internal sealed partial class ChannelBoard(IStore store, ILogger logger)
{
    // Each is told once, until it can be read again.
    private readonly ConcurrentDictionary<(string Firm, string System), string> unreadable = new();

    private FrozenDictionary<(string Firm, string System), (ChannelRow Row, ChannelState State)> channels =
        FrozenDictionary<(string, string), (ChannelRow, ChannelState)>.Empty;

    public ChannelState? State(string firm, string system) =>
        Volatile.Read(ref channels).TryGetValue((firm, system), out var entry) ? entry.State : null;

    public ChannelRow? Row(string firm, string system) =>
        Volatile.Read(ref channels).TryGetValue((firm, system), out var entry) ? entry.Row : null;

    /// <summary>Takes up every row that can be read; of one that can't, what was known before stays.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        var before = Volatile.Read(ref channels);
        var rows = await store.ListChannelsAsync(null, cancel);
        var next = new Dictionary<(string, string), (ChannelRow Row, ChannelState State)>(rows.Count);
        foreach (var row in rows)
        {
            var isKnown = before.TryGetValue((row.Firm, row.System), out var known);
            if (isKnown && known.Row.State.Span.SequenceEqual(row.State.Span))
            {
                next[(row.Firm, row.System)] = (row, known.State);
            }
            else if (Read(row) is { } state)
            {
                next[(row.Firm, row.System)] = (row, state);
            }
            else if (isKnown)
            {
                next[(row.Firm, row.System)] = known;
            }
        }

        Volatile.Write(ref channels, next.ToFrozenDictionary());
    }

    /// <summary>What a channel saved; null when it is damaged, or of a version that this one does not know.</summary>
    public ChannelState? Read(ChannelRow row)
    {
        try
        {
            var state = ChannelState.Read(row.State.Span);
            unreadable.TryRemove((row.Firm, row.System), out _);
            return state;
        }
        catch (InvalidDataException broken)
        {
            if (unreadable.TryAdd((row.Firm, row.System), broken.Message))
            {
                LogUnreadable(logger, row.Firm, row.System, broken.Message);
            }

            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "{Firm}/{System}: what the channel saved can't be read, and is left alone ({Reason})")]
    private static partial void LogUnreadable(ILogger logger, string firm, string system, string reason);
}
