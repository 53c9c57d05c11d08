using Counterpart.Links;
using FsCheck;
using FsCheck.Fluent;

namespace Counterpart.Tests.Links.Laws;

/// <summary>
/// Law 6: one claim for each partner record, over two links and a table of claims as the store keeps it: taken in the commit
/// that links, released in the commit that ends the link.
/// </summary>
public sealed class ClaimLawTests
{
    private static readonly string[] Clients = ["one", "two"];
    private static readonly LinkSettings Settings = WorldLawTests.Settings(ConflictPolicy.Hub, ConflictPolicy.Hub);

    [Fact]
    public void TwoLinks_LinkedUnlinkedAndWritten_NeverShareARecord()
    {
        var sequences = Gen.Choose(0, 63).ArrayOf(40).ToArbitrary();
        Prop.ForAll(sequences, Play).Check(LawConfig.Runs(1000));
    }

    private static bool Play(int[] steps)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        var links = Clients.Select(client => LinkState.New(new LinkKey("firm", "pair", client))).ToArray();
        var now = World.Start;
        foreach (var step in steps)
        {
            now = now.AddSeconds(step % 4 == 3 ? 40 : 1);
            var which = step & 1;
            var link = links[which];
            var decision = LinkDecider.Decide(link, Command(link, step >> 1, now), Settings);
            if (Commit(table, link, decision.State))
            {
                links[which] = decision.State;
            }

            foreach (var held in links)
            {
                if (held.Partner is { } partner && table.GetValueOrDefault(partner.Id) != held.Key.Client)
                {
                    throw new LawBroken(6, $"{held.Key.Client} is {held.Phase} with {partner.Id} without its claim");
                }

                if (held.Open is not null && held.Partner is null)
                {
                    throw new LawBroken(6, "a write may be on its way without a claim");
                }
            }
        }

        return true;
    }

    private static LinkCommand Command(LinkState link, int choice, DateTimeOffset now)
    {
        var record = choice % 2 == 0 ? "a" : "b";
        var read = new RecordRead
        {
            Side = choice % 4 < 2 ? Side.Partner : Side.Hub,
            StartedAt = now,
            EndedAt = now,
            Single = true,
            Content = new RecordContent { Scalars = RecordContent.Empty.Scalars.Add("name/last", FieldValue.Of($"n{choice % 3}")) },
        };
        return (choice / 4 % 8) switch
        {
            0 or 1 => new LinkCommand.Choose(new PartnerTenant("wealthbox", "t"), new MatchCandidate(record, record, null, true, null), null) { At = now },
            2 => new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = now },
            3 or 4 or 5 => new LinkCommand.Begin(read) { At = now },
            6 => new LinkCommand.Settle(link.LastAttempt, link.Epoch, new WriteOutcome.Unknown("lost"), now, now) { At = now },
            _ => new LinkCommand.Observe(read) { At = now },
        };
    }

    private static bool Commit(Dictionary<string, string> table, LinkState before, LinkState after)
    {
        if (before.Partner == after.Partner)
        {
            return true;
        }

        if (after.Partner is { } claimed && !table.TryAdd(claimed.Id, after.Key.Client))
        {
            return false;
        }

        return before.Partner is not { } left || table.Remove(left.Id);
    }
}
