using System.Collections.Frozen;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>What the store says of all channels, so that a node can answer for those that another one runs.</summary>
internal sealed class ChannelBoard(IStore store)
{
    private FrozenDictionary<(string Firm, string System), (ChannelRow Row, ChannelState State)> channels =
        FrozenDictionary<(string, string), (ChannelRow, ChannelState)>.Empty;

    public ChannelState? State(string firm, string system) =>
        Volatile.Read(ref channels).TryGetValue((firm, system), out var entry) ? entry.State : null;

    public ChannelRow? Row(string firm, string system) =>
        Volatile.Read(ref channels).TryGetValue((firm, system), out var entry) ? entry.Row : null;

    public async Task RefreshAsync(CancellationToken cancel)
    {
        var before = Volatile.Read(ref channels);
        var rows = await store.ListChannelsAsync(null, cancel);
        Volatile.Write(ref channels, rows.ToFrozenDictionary(
            row => (row.Firm, row.System),
            row => before.TryGetValue((row.Firm, row.System), out var known) && known.Row.State.Span.SequenceEqual(row.State.Span)
                ? (row, known.State)
                : (row, ChannelState.Read(row.State.Span))));
    }
}
