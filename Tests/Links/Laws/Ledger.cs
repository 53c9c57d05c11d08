using Counterpart.Links;

namespace Counterpart.Tests.Links.Laws;

/// <summary>A law that did not hold.</summary>
internal sealed class LawBroken(int law, string what) : Exception($"Law {law}: {what}");

/// <summary>Follows every value that was seen to its one fate, and counts what was written for what (laws 3 and 4).</summary>
internal sealed class Ledger(LinkSettings settings)
{
    private readonly Dictionary<(string Path, Side Side), (long Version, FieldValue Value)> undecided = [];
    private readonly HashSet<long> versions = [];
    private readonly Dictionary<string, int> edits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> decisions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> unknowns = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, Side Side), int> writes = [];

    public int Conflicts { get; private set; }

    /// <summary>Edits that our own write fell on after it was given up for lost: counted apart, for they cannot be prevented.</summary>
    public int Overwritten { get; private set; }

    public IReadOnlyDictionary<(string Path, Side Side), (long Version, FieldValue Value)> Undecided => undecided;

    public void Take(LinkState before, LinkEvent happened)
    {
        switch (happened)
        {
            case LinkEvent.Seen seen:
                foreach (var value in seen.Values)
                {
                    Take(before, seen.Side, value);
                }

                break;
            case LinkEvent.Merged merged:
                foreach (var step in merged.Steps)
                {
                    Take(before, step);
                }

                break;
            case LinkEvent.Resolved resolved:
                foreach (var step in resolved.Steps)
                {
                    Decide(before, step);
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

    public void Written(Attempt attempt)
    {
        foreach (var entry in attempt.Paths)
        {
            var key = (entry.Path, attempt.Side);
            writes[key] = writes.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>A row's fate ends with the row: its number may be another one's by then.</summary>
    public void Check(LinkState state)
    {
        foreach (var (key, value) in undecided)
        {
            if (state.Registers.TryGetValue(key.Path, out var register) && register.Status != RegisterStatus.Held)
            {
                throw new LawBroken(3, $"version {value.Version} of {key.Path} at the {key.Side} has no fate");
            }
        }

        foreach (var (key, count) in writes)
        {
            var reasons = edits.GetValueOrDefault(key.Path) + unknowns.GetValueOrDefault(key.Path) + decisions.GetValueOrDefault(key.Path);
            if (count > reasons)
            {
                throw new LawBroken(4, $"{key.Path} was written {count} times to the {key.Side} for {reasons} reasons");
            }
        }
    }

    private void CountUnknown(Attempt attempt)
    {
        foreach (var entry in attempt.Paths)
        {
            unknowns[entry.Path] = unknowns.GetValueOrDefault(entry.Path) + 1;
        }
    }

    private void Take(LinkState before, Side side, SeenValue value)
    {
        if (before.RegisterAt(value.Path).Of(side).Version == value.Version)
        {
            return;
        }

        if (!versions.Add(value.Version))
        {
            throw new LawBroken(3, $"version {value.Version} was given twice");
        }

        edits[value.Path] = edits.GetValueOrDefault(value.Path) + 1;
        if (!value.Ghost)
        {
            undecided[(value.Path, side)] = (value.Version, value.Value);
        }
    }

    private void Take(LinkState before, MergeStep step)
    {
        var register = before.RegisterAt(step.Path);
        switch (step.Kind)
        {
            case MergeKind.Agree or MergeKind.Retire:
                undecided.Remove((step.Path, Side.Hub));
                undecided.Remove((step.Path, Side.Partner));
                break;
            case MergeKind.Take:
                Conflicts += step.Rule is MergeRule.Policy ? 1 : 0;
                undecided.Remove((step.Path, step.Winner.Other()));
                break;
            case MergeKind.Hold:
                Conflicts += step.Hold is HoldReason.Conflict ? 1 : 0;
                break;
            case MergeKind.Owe:
                var loser = register.Of(step.Winner.Other());
                if (undecided.TryGetValue((step.Path, step.Winner.Other()), out var lost) && loser.Shadow is { } shadow && !Same(step.Path, lost.Value, shadow))
                {
                    throw new LawBroken(3, $"version {lost.Version} of {step.Path} was overruled by no rule");
                }

                undecided.Remove((step.Path, step.Winner.Other()));
                break;
        }
    }

    /// <summary>A person's word is a reason to write, and the end of the value that lost.</summary>
    private void Decide(LinkState before, MergeStep step)
    {
        var register = before.RegisterAt(step.Path);
        if (step.Rule != MergeRule.Person || !step.Lost!.Equals(register.Of(step.Winner.Other()).Seen) || !step.Won!.Equals(register.Of(step.Winner).Seen))
        {
            throw new LawBroken(3, $"what a person decided of {step.Path} is not what was there");
        }

        decisions[step.Path] = decisions.GetValueOrDefault(step.Path) + 1;
        undecided.Remove((step.Path, step.Winner.Other()));
    }

    private void Settle(Attempt attempt, SettledPath path, bool byReading)
    {
        var entry = attempt.Of(path.Path)!;
        if (path.Outcome is PathOutcome.Done or PathOutcome.Altered
            && undecided.TryGetValue((path.Path, attempt.Side), out var edit)
            && edit.Version > entry.TargetVersion
            && !Same(path.Path, edit.Value, path.Value))
        {
            if (!byReading)
            {
                throw new LawBroken(3, $"version {edit.Version} of {path.Path} was overwritten in the link's books");
            }

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

    private bool Same(string path, FieldValue left, FieldValue right) =>
        Canon.Same(settings.RuleOf(path)!.Kind, settings.Region, left, right);
}
