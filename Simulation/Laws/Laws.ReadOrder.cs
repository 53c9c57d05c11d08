using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Law 5: two reads told in the other order give the same values as in theirs.</summary>
internal sealed partial class Laws
{
    private readonly Dictionary<LinkKey, (Submission Submission, DateTimeOffset At)> lastReads = [];

    private void CheckReadOrder(Submission submission)
    {
        if (submission.Command is not LinkCommand.Observe later)
        {
            lastReads.Remove(submission.Key);
            return;
        }

        if (lastReads.TryGetValue(submission.Key, out var last)
            && last.Submission.Command is LinkCommand.Observe earlier
            && last.Submission.After.Revision == submission.Before.Revision
            && world.Repeats.IsSettled(submission.Key, last.At)
            && IsBefore(earlier.Read, later.Read)
            && !last.Submission.Before.Of(later.Read.Side).Gone)
        {
            CheckReadOrder(last.Submission.Before, earlier, later, submission.After);
        }

        lastReads[submission.Key] = (submission, world.Now);
    }

    /// <summary>One was over when the other began, by any node's clock; and the other shows all that it shows.</summary>
    private bool IsBefore(RecordRead earlier, RecordRead later) =>
        earlier.Side == later.Side
        && later.Whole
        && earlier.EndedAt + world.Home.ClockDifference <= later.StartedAt
        && !(earlier.Revision > later.Revision);

    private void CheckReadOrder(LinkState start, LinkCommand.Observe earlier, LinkCommand.Observe later, LinkState inOrder)
    {
        var rules = world.SettingsOf(start.Key);
        var after = world.Defect.Decide(start, later, rules);
        if (after.Events.IsEmpty)
        {
            // A read that shows nothing new leaves no trace to order a late one by.
            return;
        }

        var side = later.Read.Side;
        var reordered = world.Defect.Decide(after.State, earlier with { At = later.At }, rules).State;
        if (inOrder.Partner is null || reordered.Partner is null)
        {
            // One of them told the end of the last write of a link that was leaving.
            return;
        }

        foreach (var path in Contents.Scalars)
        {
            var (one, other) = (inOrder.RegisterAt(path).Of(side), reordered.RegisterAt(path).Of(side));
            if (rules.RuleOf(path) is { } rule && one.Seen is not null && !one.Doubt && !other.Doubt)
            {
                LawBroken.Require(
                    5,
                    other.Seen is not null && Canon.Same(rule.Kind, "US", one.Seen, other.Seen),
                    $"{start.Key}: {path} at the {side} is {one.Seen} by two reads in their order, and {other.Seen} in the other");
            }
        }
    }
}
