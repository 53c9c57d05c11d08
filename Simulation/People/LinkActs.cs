using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>What people do with links: pause, decide, unlink, link again, match.</summary>
internal sealed class LinkActs(World world)
{
    public void Do(int firm, int client, int what, int how)
    {
        var key = world.KeyOf(firm, World.ClientId(firm, client));
        switch (what % 13)
        {
            case 0:
                world.Callers.Ask(key, now => new LinkCommand.Pause { At = now });
                break;
            case 1 or 2:
                world.Callers.Ask(key, now => new LinkCommand.Resume { At = now });
                break;
            case 3 when how % 2 == 0:
                UnlinkMidway(key, tries: 1000);
                break;
            case 3:
                world.Callers.Ask(key, now => new LinkCommand.Unlink(how % 3 == 0 ? UnlinkReason.WrongMatch : UnlinkReason.Unspecified) { At = now });
                break;
            case 4 or 5:
                Choose(key, firm, World.ContactId(firm, how % (world.Scenario.Clients + 1)));
                break;
            case 6:
                Match(key);
                break;
            case 7:
                world.Callers.Ask(key, now => new LinkCommand.Refresh { At = now });
                break;
            case 8:
                world.Callers.Ask(key, now => new LinkCommand.Allow(World.ContactId(firm, how % (world.Scenario.Clients + 1))) { At = now });
                break;
            case 12:
                Race(firm, client, how);
                break;
            case 9:
                Unlink(key, firm, how);
                break;
            default:
                Apply(key, how);
                break;
        }
    }

    public void Choose(LinkKey key, int firm, string contact, Node? at = null) =>
        world.Callers.Ask(key, now => new LinkCommand.Choose(Tenant(firm), Candidate(key, firm, contact), null) { At = now }, reply => Show(reply, key, firm), at);

    /// <summary>The link that is linked to nothing yet is linked by what the directories say.</summary>
    public void Match(LinkKey key)
    {
        var firm = World.FirmOf(key);
        world.Callers.Ask(
            key,
            now => Query(key, world.Dice.Chance(0.85) ? world.Now : null) is { } query ? new LinkCommand.Link(Tenant(firm), query) { At = now } : null,
            reply =>
            {
                Show(reply, key, firm);
                if (reply is LinkReply.Matching)
                {
                    world.Later(TimeSpan.FromSeconds(5), () => world.Callers.Ask(
                        key, now => new LinkCommand.Link(Tenant(firm), Query(key, world.Now)!) { At = now }, again => Show(again, key, firm)));
                }
            });
    }

    private void Unlink(LinkKey key, int firm, int how) => world.Callers.Ask(
        key,
        now => new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = now },
        _ => world.Later(TimeSpan.FromSeconds(how % 40), () => Choose(key, firm, World.ContactId(firm, how % (world.Scenario.Clients + 1)))));

    /// <summary>Just when something is being written.</summary>
    private void UnlinkMidway(LinkKey key, int tries)
    {
        if (tries == 0 || world.Store.Find(key)?.State is { Open: not null })
        {
            world.Callers.Ask(key, now => new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = now });
        }
        else
        {
            world.Later(TimeSpan.FromMilliseconds(10), () => UnlinkMidway(key, tries - 1));
        }
    }

    /// <summary>Two clients are linked to the one contact that nobody has, at the same moment.</summary>
    private void Race(int firm, int client, int how)
    {
        foreach (var number in new[] { client, (client + 1) % world.Scenario.Clients })
        {
            var key = world.KeyOf(firm, World.ClientId(firm, number));
            world.Callers.Ask(key, now => new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = now });
            world.Later(TimeSpan.FromSeconds(40 + how), () => Choose(key, firm, World.ContactId(firm, world.Scenario.Clients)));
        }
    }

    /// <summary>A person decides two paths at once, in both directions, by what they looked at a moment ago.</summary>
    private void Apply(LinkKey key, int how)
    {
        if (world.Store.Find(key)?.State is not { Registers.Count: > 0 } state)
        {
            return;
        }

        var paths = state.Registers.Where(entry => entry.Value.Status == RegisterStatus.Held || how % 3 == 0).Select(entry => entry.Key).ToList();
        if (paths.Count == 0)
        {
            paths = [.. state.Registers.Keys];
        }

        var winner = how % 2 == 0 ? Side.Hub : Side.Partner;
        ImmutableArray<PathChoice> choices = [Choice(paths[how % paths.Count], winner), Choice(paths[how / 2 % paths.Count], winner.Other())];
        world.Later(TimeSpan.FromMilliseconds(how * 20), () => world.Callers.Ask(key, now => new LinkCommand.Apply(choices) { At = now }));

        PathChoice Choice(string path, Side side) => new(path, side, state.RegisterAt(path).Hub.Version, state.RegisterAt(path).Partner.Version);
    }

    /// <summary>
    /// A new link is shown what the directories have of its records: but of one that another link wrote to just before, it is read by itself.
    /// </summary>
    private void Show(LinkReply reply, LinkKey key, int firm)
    {
        if (reply is not LinkReply.Linked(var partner, _))
        {
            return;
        }

        foreach (var (side, id) in new[] { (Side.Hub, key.Client), (Side.Partner, partner.Id) })
        {
            if (world.Store.DirectoryOf(firm, side, id) is { IsDeleted: false } entry && !world.VendorOf(firm, side).Records[id].WasWrittenByAnother(key, entry.StartedAt))
            {
                var read = new RecordRead
                {
                    Side = side,
                    RecordId = id,
                    Content = entry.Record.Content,
                    Revision = entry.Record.Revision,
                    StartedAt = entry.StartedAt,
                    EndedAt = entry.EndedAt,
                };
                world.Callers.Ask(key, now => new LinkCommand.Observe(read) { At = now });
            }
        }
    }

    /// <summary>What the directories have of the client; null when they do not have it.</summary>
    /// <param name="complete">As of when they are complete; null: they are not.</param>
    public MatchQuery? Query(LinkKey key, DateTimeOffset? complete, bool isFound = true)
    {
        var firm = World.FirmOf(key);
        if (world.Store.DirectoryOf(firm, Side.Hub, key.Client) is not { } client)
        {
            return null;
        }

        var profile = Profiles.Of(client.Record, "US");
        var candidates = world.Store.Directory(firm, Side.Partner)
            .Where(entry => !entry.IsDeleted)
            .Select(entry => new PartnerCandidate(Profiles.Of(entry.Record, "US"), world.Store.ClaimOn(firm, entry.Record.Id)?.Link.Client))
            .Where(candidate => isFound && candidate.Profile.NameKey == profile.NameKey);
        return new MatchQuery(profile, [.. candidates], HasNamesake: false, complete);
    }

    public static PartnerTenant Tenant(int firm) => new("wealthbox", $"tenant-{firm}");

    private MatchCandidate Candidate(LinkKey key, int firm, string contact)
    {
        var taken = world.Store.ClaimOn(firm, contact)?.Link;
        return new MatchCandidate(contact, contact, null, true, null, taken is { } other && other != key ? other.Client : null);
    }
}
