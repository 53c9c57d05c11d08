using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>
/// A hub that counts revisions posts what changed, and what was deleted: at once, and now and then late, twice, or never. What would
/// blank values is left to the next pass.
/// </summary>
internal sealed class Posts(World world)
{
    private readonly Dice dice = world.Stream("posts");

    public void Changed(Vendor vendor, VendorRecord record)
    {
        if (!vendor.Traits.HasFeed || !record.IsThere || world.Store.Owner(vendor.Firm, Side.Hub, record.Id) is not { } link || !dice.Chance(0.7))
        {
            return;
        }

        var (before, now) = (record.Versions[^2].Record, record.Now);
        var changed = Contents.Scalars.Where(path => !Contents.Scalar(before, path).Equals(Contents.Scalar(now, path))).ToList();
        var content = RecordContent.Empty with { Scalars = changed.ToImmutableDictionary(path => path, path => Contents.Scalar(now, path)) };
        if (changed.Count > 0)
        {
            Send(node => Take(node, link, content, now.Revision!.Value));
        }
    }

    public void Deleted(Vendor vendor, VendorRecord record)
    {
        if (!vendor.Traits.HasFeed || world.Store.Owner(vendor.Firm, Side.Hub, record.Id) is not { } link || !dice.Chance(0.7))
        {
            return;
        }

        var revision = record.Now.Revision;
        Send(node =>
        {
            var received = node.Clock.Now;
            Tell(node, link, now => new LinkCommand.RecordGone(Side.Hub, GoneReason.Deleted, received, revision) { At = now });
        });
    }

    /// <summary>One try for each: what is lost is made good by the feed.</summary>
    private void Send(Action<Node> take)
    {
        if (!world.Faults.Strikes(FaultKind.Post))
        {
            Arrive(TimeSpan.FromMilliseconds(5));
        }
        else if (dice.Chance(0.7))
        {
            Arrive(dice.Milliseconds(100, 20_000));
            if (dice.Chance(0.5))
            {
                Arrive(dice.Milliseconds(100, 20_000));
            }
        }

        void Arrive(TimeSpan delay) => world.Timeline.After(delay, () =>
        {
            var node = world.Nodes[dice.Below(world.Nodes.Count)];
            if (node.IsUp)
            {
                take(node);
            }
        });
    }

    private void Take(Node node, LinkKey link, RecordContent content, long revision)
    {
        if (WouldBlank(node, link, content, revision))
        {
            return;
        }

        var received = node.Clock.Now;
        var read = world.Defect.Read(new RecordRead
        {
            Side = Side.Hub,
            RecordId = link.Client,
            Content = content,
            Revision = revision,
            StartedAt = received,
            EndedAt = received,
            UnchangedSince = world.Store.LeaseOf(World.FirmOf(link), Side.Hub) is { } lease
                ? ChangeCapture.UnchangedSince(lease.State.Capture, world.VendorOf(link, Side.Hub).Traits.Capture)
                : DateTimeOffset.MinValue,
            Whole = false,
        });
        Tell(node, link, now => new LinkCommand.Observe(read) { At = now });
    }

    private bool WouldBlank(Node node, LinkKey link, RecordContent content, long revision) =>
        world.Store.Find(link)?.State is { Phase: Phase.Linked } state
        && !(state.Hub.Revision > revision)
        && BlankScan.Count(state, Side.Hub, content, node.SettingsOf(link)) > 0;

    private void Tell(Node node, LinkKey link, Func<DateTimeOffset, LinkCommand> command) =>
        Flow.Start(world.Timeline, node.Life, node.Host.Ask(new Question { Key = link, Command = command }));
}
