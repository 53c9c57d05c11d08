using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Follows every value that was seen to its one fate, and counts what was written for what (laws 3 and 4).</summary>
internal sealed class Ledger(Func<string, FieldRule?> ruleOf)
{
    private readonly Dictionary<(string Path, Side Side), (long Version, FieldValue Value)> undecided = [];
    private readonly HashSet<long> versions = [];
    private readonly Dictionary<string, int> reasons = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, Side Side), int> writes = [];

    /// <summary>Edits that our own write fell on after it was given up for lost: counted apart, for they cannot be prevented.</summary>
    public int Overwritten { get; private set; }

    public void Take(LinkState before, LinkEvent happened)
    {
        switch (happened)
        {
            case LinkEvent.Linked or LinkEvent.Unlinked:
                undecided.Clear();
                break;
            case LinkEvent.Seen seen:
                foreach (var value in seen.Values)
                {
                    See(before, seen.Side, value);
                }

                break;
            case LinkEvent.Merged merged:
                foreach (var step in merged.Steps)
                {
                    Merge(before, step);
                }

                break;
            case LinkEvent.Resolved resolved:
                foreach (var step in resolved.Steps)
                {
                    Resolve(before, step);
                }

                break;
            case LinkEvent.AttemptDropped { Ghosts: not null }:
                CountUnknown(before.Open!);
                break;
            case LinkEvent.AttemptSettled settled:
                if (settled.ByReading)
                {
                    CountUnknown(before.Open!);
                }

                foreach (var path in settled.Paths)
                {
                    Settle(before.Open!, path, settled.ByReading);
                }

                break;
        }
    }

    /// <summary>A write of ours took effect.</summary>
    public void Written(Attempt attempt)
    {
        foreach (var entry in attempt.Paths)
        {
            writes[(entry.Path, attempt.Side)] = writes.GetValueOrDefault((entry.Path, attempt.Side)) + 1;
        }
    }

    /// <summary>A row's fate ends with the row: its number may be another one's by then.</summary>
    public void Check(LinkState state)
    {
        foreach (var (key, value) in undecided)
        {
            // What is owed to a record that is gone waits for it to come back.
            LawBroken.Require(
                3,
                state.Phase == Phase.Broken
                || !state.Registers.TryGetValue(key.Path, out var register) || register.Status == RegisterStatus.Held,
                $"{state.Key}: version {value.Version} ({value.Value}) of {key.Path} at the {key.Side} has no fate");
        }

        foreach (var (key, count) in writes)
        {
            LawBroken.Require(
                4,
                count <= reasons.GetValueOrDefault(key.Path),
                $"{state.Key}: {key.Path} was written {count} times to the {key.Side} for {reasons.GetValueOrDefault(key.Path)} reasons");
        }
    }

    private void Count(string path) => reasons[path] = reasons.GetValueOrDefault(path) + 1;

    private void CountUnknown(Attempt attempt)
    {
        foreach (var entry in attempt.Paths)
        {
            Count(entry.Path);
        }
    }

    private void See(LinkState before, Side side, SeenValue value)
    {
        if (before.RegisterAt(value.Path).Of(side).Version == value.Version)
        {
            return;
        }

        LawBroken.Require(3, versions.Add(value.Version), $"version {value.Version} was given twice");
        Count(value.Path);
        if (!value.Ghost)
        {
            undecided[(value.Path, side)] = (value.Version, value.Value);
        }
    }

    private void Merge(LinkState before, MergeStep step)
    {
        switch (step.Kind)
        {
            case MergeKind.Agree or MergeKind.Retire:
                var register = before.RegisterAt(step.Path);
                LawBroken.Require(
                    3,
                    step.Kind == MergeKind.Retire || ruleOf(step.Path) is not { } rule || Counterpart.Links.Merge.MeansTheSame(rule, "US", register.Hub.Seen!, register.Partner.Seen!),
                    $"{before.Key}: {step.Path} is agreed upon as {register.Hub.Seen} and {register.Partner.Seen}");
                undecided.Remove((step.Path, Side.Hub));
                undecided.Remove((step.Path, Side.Partner));
                break;
            case MergeKind.Take:
                Lose(before, step);
                break;
            case MergeKind.Owe:
                // What was seen there is what was agreed upon before, or what will be written there: a late write of ours may have hidden it meanwhile.
                var loser = before.RegisterAt(step.Path).Of(step.Winner.Other());
                if (undecided.TryGetValue((step.Path, step.Winner.Other()), out var lost) && loser.Shadow is { } shadow)
                {
                    var stands = Same(step.Path, lost.Value, shadow) || Same(step.Path, lost.Value, before.RegisterAt(step.Path).Of(step.Winner).Seen!);
                    LawBroken.Require(3, stands, $"{before.Key}: version {lost.Version} of {step.Path} was overruled by no rule");
                }

                undecided.Remove((step.Path, step.Winner.Other()));
                break;
        }
    }

    /// <summary>A value that lost is in the record of it, so that it can be restored.</summary>
    private void Lose(LinkState before, MergeStep step)
    {
        var register = before.RegisterAt(step.Path);
        LawBroken.Require(
            3,
            step.Rule != MergeRule.None && Equals(step.Lost, register.Of(step.Winner.Other()).Seen) && Equals(step.Won, register.Of(step.Winner).Seen),
            $"{before.Key}: what the record says lost at {step.Path} is not what was there");
        undecided.Remove((step.Path, step.Winner.Other()));
    }

    /// <summary>A person's word is a reason to write, and the end of the value that lost.</summary>
    private void Resolve(LinkState before, MergeStep step)
    {
        Lose(before, step);
        Count(step.Path);
    }

    private void Settle(Attempt attempt, SettledPath path, bool byReading)
    {
        var entry = attempt.Of(path.Path)!;
        if (path.Outcome is PathOutcome.Done or PathOutcome.Altered
            && undecided.TryGetValue((path.Path, attempt.Side), out var edit)
            && edit.Version > entry.TargetVersion
            && !Same(path.Path, edit.Value, path.Value))
        {
            LawBroken.Require(3, byReading, $"version {edit.Version} of {path.Path} was overwritten in the link's books");
            Overwritten++;
            undecided.Remove((path.Path, attempt.Side));
        }

        if (path.Outcome is not PathOutcome.Ignored
            && undecided.TryGetValue((path.Path, attempt.Side.Other()), out var sent)
            && sent.Version <= entry.Version)
        {
            undecided.Remove((path.Path, attempt.Side.Other()));
        }
    }

    private bool Same(string path, FieldValue left, FieldValue right) => Canon.Same(ruleOf(path)?.Kind ?? FieldKind.Text, "US", left, right);
}
