using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>The laws, held against every commit, call and answer of a world as it goes on.</summary>
internal sealed partial class Laws(World world)
{
    private readonly Dictionary<LinkKey, Ledger> ledgers = [];

    /// <summary>Edits that nobody could see: made between the read and the write of a system without conditional writes.</summary>
    public long Unseen { get; private set; }

    public long Commits { get; private set; }

    public long Conflicts { get; private set; }

    /// <summary>Channels that stood still until a person decided.</summary>
    public long Brakes { get; private set; }

    public Ledger LedgerOf(LinkKey key)
    {
        if (!ledgers.TryGetValue(key, out var ledger))
        {
            ledgers[key] = ledger = new Ledger(world.Home.RuleOf);
        }

        return ledger;
    }

    /// <summary>A record is being written down.</summary>
    public void Committed(StoredLink row, Submission submission)
    {
        Commits++;
        world.Digest.Add(submission.Key.Client, submission.Seq, submission.After.Revision, submission.After.LastVersion, submission.Events.Length);
        if (world.IsTraced)
        {
            world.Tell($"{submission.Key.Client} r{submission.After.Revision} {submission.Command?.GetType().Name}: {string.Join(" | ", submission.Events.Select(Shown.Of))}");
        }

        LawBroken.Require(7, row.State.Revision == submission.Before.Revision, $"{submission.Key}: a revision was written over another one");
        CheckRising(submission.Before, submission.After);
        var ledger = LedgerOf(submission.Key);
        var folding = submission.Before;
        foreach (var happened in submission.Events)
        {
            ledger.Take(folding, happened);
            CheckSeen(folding, happened, submission);
            CheckConflicts(folding, happened);
            folding = LinkFold.Apply(folding, happened);
            world.Coverage.Event(happened);
            if (happened is LinkEvent.Linked)
            {
                world.Stories.Linked(folding);
            }
            else if (happened is LinkEvent.Resolved resolved)
            {
                foreach (var step in resolved.Steps)
                {
                    world.Stories.Chosen(folding, step.Winner, step.Path);
                }
            }
        }

        world.Stories.Look(submission.After);
        CheckReadOrder(submission);
    }

    /// <summary>Law 6: one claim for each record, and whoever has a record has its claim.</summary>
    public void ClaimsHold()
    {
        foreach (var link in world.Store.Links)
        {
            if (link.State.Partner is { } partner)
            {
                LawBroken.Require(
                    6,
                    world.Store.ClaimOn(link.Firm, partner.Id)?.Link == link.Key,
                    $"{link.Key} is {link.State.Phase} with {partner.Id} without its claim");
            }
        }
    }

    /// <summary>Law 7: what was answered as done is there, under the number that the answer named.</summary>
    public void Answered(Question question)
    {
        var record = world.Store.Find(question.Key)?.Journal.LastOrDefault(entry => entry.Revision == question.Revision);
        LawBroken.Require(
            7,
            record is not null && record.Seq == question.Seq && record.Request == question.Request,
            $"{question.Key}: revision {question.Revision} was answered, and is not there");
    }

    /// <summary>Law 9.</summary>
    public static void OverLimit(Vendor vendor, int most) =>
        throw new LawBroken(9, $"{most} calls in a window of {vendor.Traits.System} that holds {vendor.Traits.Window!.Limit}");

    public void Braked(Vendor vendor)
    {
        Brakes++;
        if (world.IsTraced)
        {
            world.Tell($"{vendor.Traits.System} of firm {vendor.Firm} stands still");
        }
    }

    /// <summary>Numbers and revisions only rise.</summary>
    private static void CheckRising(LinkState before, LinkState after)
    {
        LawBroken.Require(7, after.Revision == before.Revision + 1, "a record did not count as one revision");
        LawBroken.Require(
            7,
            after.LastVersion >= before.LastVersion && after.LastRow >= before.LastRow && after.LastAttempt >= before.LastAttempt && after.Epoch >= before.Epoch,
            $"{after.Key}: a counter fell");
        if (after.Epoch != before.Epoch)
        {
            return;
        }

        // Both are in order of the paths.
        var later = after.Registers.GetEnumerator();
        var isThere = later.MoveNext();
        foreach (var (path, then) in before.Registers)
        {
            var order = -1;
            while (isThere && (order = string.CompareOrdinal(later.Current.Key, path)) < 0)
            {
                isThere = later.MoveNext();
            }

            if (isThere && order == 0)
            {
                var now = later.Current.Value;
                LawBroken.Require(7, now.Hub.Version >= then.Hub.Version && now.Partner.Version >= then.Partner.Version, $"{after.Key}: a version of {path} fell");
            }
        }
    }
}
