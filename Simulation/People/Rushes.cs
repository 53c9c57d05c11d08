using System.Globalization;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>
/// A program enters a lot in the hub within a short time, so that the partner's window fills; and the node that passes it on dies again and
/// again, each time just after it made calls. What it spent has to be known to the next one.
/// </summary>
internal sealed class Rushes(World world)
{
    private const int Saves = 90;
    private const int Deaths = 6;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);

    public void Do(PlannedFault fault)
    {
        Flow.Start(world.Timeline, world.Life, Enter(fault.Firm, fault.What));
        Flow.Start(world.Timeline, world.Life, Fell(world.VendorOf(fault.Firm, Side.Partner), world.Now + (Pace * Saves), fault.How));
    }

    private IEnumerator<Wait> Enter(int firm, int first)
    {
        var hub = world.VendorOf(firm, Side.Hub);
        for (var save = 0; save < Saves && !world.Faults.AreOver; save++)
        {
            var record = hub.Records[World.ClientId(firm, (first + save) % world.Scenario.Clients)];
            if (!record.IsDeleted)
            {
                world.Editors.Edit(hub, record, FieldPaths.FirstName, FieldValue.Of(string.Create(CultureInfo.InvariantCulture, $"rush{save}")));
            }

            yield return Pace;
        }
    }

    /// <summary>Now and then the holder stands still for longer than its lease, and another one takes over.</summary>
    private IEnumerator<Wait> Fell(Vendor vendor, DateTimeOffset until, int how)
    {
        for (var deaths = 0; deaths < Deaths && world.Now < until; deaths++)
        {
            var calls = vendor.Calls + 3 + ((how + deaths) % 4);
            while (vendor.Calls < calls && world.Now < until)
            {
                yield return Look;
            }

            if (world.Faults.AreOver || HolderOf(vendor) is not { } node)
            {
                yield break;
            }

            if ((how + deaths) % 7 == 6)
            {
                node.Freeze(Channel.LeaseTime + TimeSpan.FromSeconds(1 + (how / 20)));
            }
            else
            {
                node.Crash();
            }
        }
    }

    private Node? HolderOf(Vendor vendor) =>
        world.Store.LeaseOf(vendor.Firm, vendor.Traits.Side) is { } lease ? world.Nodes.Find(node => node.Name == lease.Holder) : null;
}
