using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>A link's state as a store gives it back: the state that was written last, and the records after it.</summary>
public static class StoredState
{
    public static LinkState Of(LinkRow row)
    {
        var state = StateCodec.Read(row.Key, row.State.Span);
        foreach (var record in row.Tail)
        {
            state = LinkFold.Replay(state, EventJson.Read(record.Span));
        }

        return state;
    }
}
