using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>A hub that counts revisions posts what changed: at once, and now and then late, twice, or never.</summary>
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
        if (changed.Count == 0)
        {
            return;
        }

        if (!world.Faults.Strikes(FaultKind.Post))
        {
            Send(link, content, now.Revision, TimeSpan.FromMilliseconds(5));
        }
        else if (dice.Chance(0.7))
        {
            Send(link, content, now.Revision, dice.Milliseconds(100, 20_000));
            if (dice.Chance(0.5))
            {
                Send(link, content, now.Revision, dice.Milliseconds(100, 20_000));
            }
        }
    }

    private void Send(LinkKey link, RecordContent content, long? revision, TimeSpan delay) => world.Timeline.After(delay, () =>
    {
        // One try: what is lost is made good by the feed.
        var node = world.Nodes[dice.Below(world.Nodes.Count)];
        if (!node.IsUp)
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
        Flow.Start(world.Timeline, node.Life, node.Host.Ask(new Question { Key = link, Command = now => new LinkCommand.Observe(read) { At = now } }));
    });
}
