using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>What is believed to have been set, and what is called a conflict (laws 2 and 4), from the true log.</summary>
internal sealed partial class Laws
{
    /// <summary>A value's interval holds a time at which it was truly set: certain order rests on that. And what we wrote is no edit.</summary>
    private void CheckSeen(LinkState before, LinkEvent happened, Submission submission)
    {
        if (happened is not LinkEvent.Seen seen || world.RecordOf(before, seen.Side) is not { } record)
        {
            return;
        }

        var slack = world.Home.ClockDifference;
        var isBack = submission.Events.Any(other => other is LinkEvent.Restored);
        foreach (var value in seen.Values)
        {
            var held = before.RegisterAt(value.Path).Of(seen.Side);
            if (held.Version == value.Version || !Contents.Scalars.Contains(value.Path))
            {
                continue;
            }

            var after = value.NotBefore > DateTimeOffset.MinValue + slack ? value.NotBefore - slack : DateTimeOffset.MinValue;
            var (people, ours) = record.Setters(value.Path, value.Value, after, seen.NotAfter + slack);

            // A record that nobody could see for a while, and nobody missed, looks as if it was changed when it came back.
            var unnoticed = !isBack && record.LastSet(value.Path, value.Value, seen.NotAfter + slack) is { } set && record.WasAway(set, seen.NotAfter + slack);
            LawBroken.Require(2, people || ours || unnoticed || world.Excuses.Has(before.Key, value.Path), $"{before.Key}: {value.Path}={value.Value} at the {seen.Side} was not set in its interval");

            // While its answer is not known, or another edit was seen meanwhile, a write of ours may look like an edit.
            LawBroken.Require(
                4,
                people || !ours || value.Ghost || held.Seen is null || held.Doubt || before.Open?.Of(value.Path) is not null || IsOverAnEdit(before, seen.Side, value) || world.Excuses.Has(before.Key, value.Path),
                $"{before.Key}: {value.Path}={value.Value} at the {seen.Side} is our own, and taken for an edit");
        }
    }

    /// <summary>
    /// A late write that is remembered as ours fell on an edit that the other side does not have yet: to push the other side's value would
    /// lose that edit, so the link goes on with what is there now, and the edit stays in the history.
    /// </summary>
    private bool IsOverAnEdit(LinkState before, Side side, SeenValue value)
    {
        var held = before.RegisterAt(value.Path).Of(side);
        var kind = world.Home.RuleOf(value.Path)!.Kind;
        var isCarried = held.Shadow is { } shadow && Canon.Same(kind, "US", held.Seen!, shadow);
        var vendor = world.VendorOf(before.Key, side);
        return !isCarried
            && before.Ghosts.Any(ghost => ghost.Side == side && ghost.Path == value.Path && Canon.Same(kind, "US", vendor.Stored(value.Path, ghost.Value), value.Value));
    }

    /// <summary>A conflict needs edits by people on both sides since the two last stood the same.</summary>
    private void CheckConflicts(LinkState before, LinkEvent happened)
    {
        if (happened is not LinkEvent.Merged merged)
        {
            return;
        }

        foreach (var step in merged.Steps)
        {
            if (step is { Kind: MergeKind.Take, Rule: MergeRule.Later } && Contents.Scalars.Contains(step.Path) && !world.Excuses.Has(before.Key, step.Path))
            {
                CheckOrder(before, step);
            }

            if (step.Kind == MergeKind.Retire && Contents.Scalars.Contains(step.Path))
            {
                world.Stories.Forgotten(before, step.Path);
            }

            if (step is { Kind: MergeKind.Take, Rule: MergeRule.Policy } or { Kind: MergeKind.Hold, Hold: HoldReason.Conflict })
            {
                Conflicts++;
                if (Contents.Scalars.Contains(step.Path) && !world.Excuses.Has(before.Key, step.Path))
                {
                    LawBroken.Require(
                        2,
                        world.Stories.BothEdited(before, step.Path),
                        $"{before.Key}: {step.Path} is called a conflict of {before.RegisterAt(step.Path).Hub.Seen} and {before.RegisterAt(step.Path).Partner.Seen}, and only one side was edited");
                }
            }
        }
    }

    /// <summary>What is called certainly later was truly entered later, to within the clocks.</summary>
    private void CheckOrder(LinkState before, MergeStep step)
    {
        var register = before.RegisterAt(step.Path);
        if (SetAt(step.Winner) is { } won && SetAt(step.Winner.Other()) is { } lost && !WasAway(step.Winner, won) && !WasAway(step.Winner.Other(), lost))
        {
            LawBroken.Require(
                2,
                won + world.Home.ClockDifference >= lost,
                $"{before.Key}: {step.Path}={step.Won} at the {step.Winner} of {won:HH:mm:ss.fff} is called later than {step.Lost} of {lost:HH:mm:ss.fff}");
        }

        bool WasAway(Side side, DateTimeOffset since) => world.RecordOf(before, side)!.WasAway(since, world.Now);

        DateTimeOffset? SetAt(Side side) =>
            world.RecordOf(before, side)?.LastSet(step.Path, register.Of(side).Seen!, register.Of(side).NotAfter + world.Home.ClockDifference);
    }
}
