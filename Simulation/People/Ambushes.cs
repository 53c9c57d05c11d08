using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>People who act just when a link is in a state that lasts for moments: they watch the store, and nobody else does.</summary>
internal sealed class Ambushes(World world)
{
    private const int Acts = 9;
    private const int MostLooks = 2000;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public void Do(PlannedFault fault)
    {
        var key = world.KeyOf(fault.Firm, World.ClientId(fault.Firm, fault.Client));
        if (fault.What % 7 == 6)
        {
            world.Crowds.Do(fault);
            return;
        }

        Flow.Start(world.Timeline, world.Life, (fault.What % 7) switch
        {
            0 => WhilePaused(key, fault.How),
            1 => WhileLeaving(key, fault.How),
            2 => WhileBroken(key, fault.How),
            3 => WhileMatching(key, fault.How),
            4 => AfterLeaving(key, fault.How),
            _ => WhileChoosing(key, fault.How),
        });
    }

    /// <summary>A write that is slow, or whose answer is lost, while a person stops the sync.</summary>
    private IEnumerator<Wait> WhilePaused(LinkKey key, int how)
    {
        yield return Wait.For(Until(key, IsWriting(how)));
        Ask(key, now => new LinkCommand.Pause { At = now }, _ => Burst(key, how / 2));
    }

    private IEnumerator<Wait> WhileLeaving(LinkKey key, int how)
    {
        yield return Wait.For(Until(key, IsWriting(how)));
        Ask(key, now => new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = now }, _ => Burst(key, how / 2));
    }

    /// <summary>The record on the other side is gone, and is looked at, while a write is on its way to this one.</summary>
    private IEnumerator<Wait> WhileBroken(LinkKey key, int how)
    {
        yield return Wait.For(Until(key, IsWriting(how)));
        if (world.Store.Find(key)?.State is not { Open: { } attempt } state || world.Faults.AreOver)
        {
            yield break;
        }

        var side = how % 3 == 0 ? attempt.Side : attempt.Side.Other();
        var vendor = world.VendorOf(key, side);
        if (world.RecordOf(state, side) is not { IsThere: true } record)
        {
            yield break;
        }

        vendor.Hide(record);
        world.Later(TimeSpan.FromSeconds(20 + how), () => vendor.Restore(record, silent: false));
        Ask(key, now => new LinkCommand.Refresh { At = now });
        yield return Wait.For(Until(key, link => link is { Phase: Phase.Broken, Open: not null }));
        Burst(key, how / 2);
    }

    /// <summary>A link that is undone and asked for again at once, while the directory is not complete: what was on its way finds it so.</summary>
    private IEnumerator<Wait> WhileMatching(LinkKey key, int how)
    {
        if (how % 2 == 0 && world.Nodes.Count > 1)
        {
            world.Nodes[how % world.Nodes.Count].Freeze(TimeSpan.FromSeconds(10 + (how / 10)));
        }

        yield return TimeSpan.FromSeconds(5);
        Ask(key, now => new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = now }, _ => Match(key, how));
    }

    /// <summary>The moment at which the last write of a link that leaves is settled.</summary>
    private IEnumerator<Wait> AfterLeaving(LinkKey key, int how)
    {
        yield return Wait.For(Until(key, IsWriting(how)));
        Ask(key, now => new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = now });
        yield return Wait.For(Until(key, link => link.Phase == Phase.Unlinked));
        Match(key, how);
    }

    /// <summary>A link that is undone, and for which nothing is found then, while a record of it goes away.</summary>
    private IEnumerator<Wait> WhileChoosing(LinkKey key, int how)
    {
        if (world.Store.Find(key)?.State is { Partner: not null } state && world.RecordOf(state, Side.Hub) is { IsThere: true } record)
        {
            world.VendorOf(key, Side.Hub).Hide(record);
            world.Later(TimeSpan.FromSeconds(25 + how), () => world.VendorOf(key, Side.Hub).Restore(record, silent: false));
            Ask(key, now => new LinkCommand.Refresh { At = now });
            yield return TimeSpan.FromMilliseconds(how);
        }

        Ask(key, now => new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = now }, _ => Ask(
            key,
            now => world.LinkActs.Query(key, world.Now, isFound: false) is { } query ? new LinkCommand.Link(Tenant(key), query) { At = now } : null,
            _ => Burst(key, how / 2)));
    }

    private void Match(LinkKey key, int how)
    {
        Ask(
            key,
            now => world.LinkActs.Query(key, complete: null) is { } query ? new LinkCommand.Link(Tenant(key), query) { At = now } : null,
            _ => Burst(key, how));
        world.Later(TimeSpan.FromSeconds(4 + (how % 15)), () => world.LinkActs.Match(key));
    }

    /// <summary>Two acts, one close behind the other.</summary>
    private void Burst(LinkKey key, int how)
    {
        Act(key, how % Acts, how);
        world.Later(TimeSpan.FromMilliseconds(5), () => Act(key, ((how * 5) + 3) % Acts, how));
    }

    private void Act(LinkKey key, int act, int how)
    {
        var firm = World.FirmOf(key);
        var contact = World.ContactId(firm, how % (world.Scenario.Clients + 1));
        switch (act)
        {
            case 0:
                world.LinkActs.Match(key);
                break;
            case 1:
                world.LinkActs.Choose(key, firm, contact);
                break;
            case 2:
                Ask(key, now => new LinkCommand.Allow(contact) { At = now });
                break;
            case 3:
                Ask(key, now => new LinkCommand.Pause { At = now });
                break;
            case 4:
                ImmutableArray<PathChoice> choices = [new PathChoice(FieldPaths.FirstName, how % 2 == 0 ? Side.Hub : Side.Partner, null, null)];
                Ask(key, now => new LinkCommand.Apply(choices) { At = now });
                break;
            case 5:
                Ask(key, now => new LinkCommand.Refresh { At = now });
                break;
            case 6:
                Ask(key, now => new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = now });
                break;
            case 7:
                // Saved as they were, and every link is considered again.
                world.Meddler.Configure(firm, world.SettingsOf(firm));
                break;
            default:
                Ask(key, now => new LinkCommand.Resume { At = now });
                break;
        }
    }

    private void Ask(LinkKey key, Func<DateTimeOffset, LinkCommand?> command, Action<LinkReply>? then = null) => world.Callers.Ask(key, command, then);

    /// <summary>Looks until it is so, for a while, and not when the world heals.</summary>
    private IEnumerator<Wait> Until(LinkKey key, Func<LinkState, bool> isSo)
    {
        for (var looks = 0; looks < MostLooks && !world.Faults.AreOver; looks++)
        {
            if (world.Store.Find(key)?.State is { } state && isSo(state))
            {
                yield break;
            }

            yield return Look;
        }
    }

    /// <summary>An attempt that is unknown, or open for longer than a quick answer takes.</summary>
    private Func<LinkState, bool> IsWriting(int how)
    {
        var (id, since) = (0L, DateTimeOffset.MinValue);
        return state =>
        {
            if (state.Open is not { } attempt || (how % 2 == 0 && !attempt.Unknown))
            {
                return false;
            }

            if (attempt.Id != id)
            {
                (id, since) = (attempt.Id, world.Now);
            }

            return how % 2 == 0 || (!attempt.Unknown && world.Now - since > TimeSpan.FromMilliseconds(250));
        };
    }

    private static PartnerTenant Tenant(LinkKey key) => LinkActs.Tenant(World.FirmOf(key));
}
