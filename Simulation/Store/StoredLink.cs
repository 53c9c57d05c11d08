using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>A link's row.</summary>
internal sealed class StoredLink(LinkKey key)
{
    public LinkKey Key => key;

    public int Firm { get; } = World.FirmOf(key);

    public string Name { get; } = key.ToString();

    public LinkState State { get; set; } = LinkState.New(key);

    public DateTimeOffset? HubDue { get; set; }

    public DateTimeOffset? PartnerDue { get; set; }

    public List<JournalRecord> Journal { get; } = [];

    public DateTimeOffset? DueAt(Side side) => side == Side.Hub ? HubDue : PartnerDue;
}
