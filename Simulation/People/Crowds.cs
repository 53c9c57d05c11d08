using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>
/// One request for all clients of a firm, so that their links are in one commit; and somebody who asks another node for one of them at the
/// same moment. That one loses, and the others are written all the same.
/// </summary>
internal sealed class Crowds(World world)
{
    public void Do(PlannedFault fault)
    {
        var node = world.Nodes[fault.How % world.Nodes.Count];
        var wait = TimeSpan.FromSeconds(20 + fault.How);
        switch (fault.How % 3)
        {
            case 0:
                All(fault, key => world.Callers.Ask(key, now => new LinkCommand.Pause { At = now }, at: node));
                world.Later(wait, () => All(fault, key => world.Callers.Ask(key, now => new LinkCommand.Resume { At = now }, at: node)));
                break;
            case 1:
                All(fault, key => world.Callers.Ask(key, now => new LinkCommand.Refresh { At = now }, at: node));
                break;
            default:
                // Linked again by one request as well, and two of them to one contact.
                All(fault, key => world.Callers.Ask(key, now => new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = now }, at: node));
                world.Later(wait, () => All(fault, key => world.LinkActs.Choose(key, fault.Firm, ContactOf(fault, key), node)));
                break;
        }
    }

    private void All(PlannedFault fault, Action<LinkKey> ask)
    {
        for (var client = 0; client < world.Scenario.Clients; client++)
        {
            ask(world.KeyOf(fault.Firm, World.ClientId(fault.Firm, client)));
        }

        var other = world.Nodes[(fault.How + 1) % world.Nodes.Count];
        world.Callers.Ask(Key(fault), now => new LinkCommand.Refresh { At = now }, at: other);
    }

    private string ContactOf(PlannedFault fault, LinkKey key)
    {
        var own = key.Client[(key.Client.IndexOf('-', StringComparison.Ordinal) + 1)..];
        return key == Key(fault) ? World.ContactId(fault.Firm, (fault.Client + 1) % world.Scenario.Clients) : $"p{fault.Firm}-{own}";
    }

    private LinkKey Key(PlannedFault fault) => world.KeyOf(fault.Firm, World.ClientId(fault.Firm, fault.Client));
}
