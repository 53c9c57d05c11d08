using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>A link's row.</summary>
internal sealed class StoredLink(LinkKey key)
{
    /// <summary>The records that a state is left alone for, as by the product's hosts.</summary>
    private const int LongestTail = 8;

    private byte[] written = StateCodec.Write(LinkState.New(key));
    private int tail;

    public LinkKey Key => key;

    public int Firm { get; } = World.FirmOf(key);

    public string Name { get; } = key.ToString();

    public LinkState State { get; set; } = LinkState.New(key);

    public DateTimeOffset? HubDue { get; set; }

    public DateTimeOffset? PartnerDue { get; set; }

    public List<JournalRecord> Journal { get; } = [];

    /// <summary>After each record: every ninth time the state's bytes.</summary>
    public void Write()
    {
        tail++;
        if (tail > LongestTail)
        {
            (written, tail) = (StateCodec.Write(State), 0);
        }
    }

    /// <summary>As a host reads it: the state from its bytes, and what came after it from its records' JSON.</summary>
    public LinkState Read() => Journal.TakeLast(tail).Aggregate(
        StateCodec.Read(Key, written), (state, record) => LinkFold.Replay(state, EventJson.Read(EventJson.Write(record.Events))));

    public DateTimeOffset? DueAt(Side side) => side == Side.Hub ? HubDue : PartnerDue;
}
