using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>Decides paths by what both sides hold, and notes what came out differently.</summary>
internal static class PathDecisions
{
    /// <summary>Decides paths again, but for those of an open attempt; a list's main row after its rows, because it follows them.</summary>
    /// <returns>How many came out differently.</returns>
    public static int Decide(LinkDraft draft, IEnumerable<string> paths)
    {
        var values = new List<string>();
        SortedSet<string>? references = null;
        foreach (var path in paths)
        {
            var rule = draft.Settings.RuleOf(path);
            if (rule?.Kind == FieldKind.RowReference)
            {
                (references ??= new SortedSet<string>(StringComparer.Ordinal)).Add(path);
            }
            else
            {
                values.Add(path);
                if (rule is { IsList: true })
                {
                    (references ??= new SortedSet<string>(StringComparer.Ordinal)).Add(FieldPaths.Primary(rule.Path));
                }
            }
        }

        var decided = DecideEach(draft, values);
        return references is null
            ? decided
            : decided + DecideEach(draft, references.Where(path => draft.Settings.RuleOf(path)?.Kind == FieldKind.RowReference));
    }

    private static int DecideEach(LinkDraft draft, IEnumerable<string> paths)
    {
        var steps = ImmutableArray.CreateBuilder<MergeStep>();
        foreach (var path in paths)
        {
            if (draft.State.Open?.Of(path) is not null || !draft.State.Registers.TryGetValue(path, out var register))
            {
                continue;
            }

            if (draft.Settings.RuleOf(path) is not { } rule)
            {
                // Not mapped any more: what was known of it grows old, and it starts anew should it come back.
                steps.Add(new MergeStep(path, MergeKind.Retire, Side.Hub, MergeRule.None, HoldReason.None, register.Hub.Version, register.Partner.Version)
                {
                    Was = draft.HeldAtStart(path),
                });
                continue;
            }

            var step = Merge.Decide(path, register, rule, draft.Settings);
            if (step.Kind is MergeKind.Owe or MergeKind.Take && HeldRow(draft.State, rule, register, step.Winner) is { } reason)
            {
                step = step with { Kind = MergeKind.Hold, Hold = reason };
            }

            if (LinkFold.Changes(register, step))
            {
                steps.Add(step with { Was = draft.HeldAtStart(path) });
            }
        }

        if (steps.Count > 0)
        {
            draft.Add(new LinkEvent.Merged(steps.ToImmutable()));
        }

        return steps.Count;
    }

    /// <summary>A row that the other side does not have, and is not getting, cannot be its main one.</summary>
    public static HoldReason? HeldRow(LinkState state, FieldRule rule, Register register, Side winner) =>
        rule.Kind == FieldKind.RowReference
        && register.Of(winner).Seen!.Text is { } row
        && state.Rows.GetValueOrDefault(row)?.Of(winner.Other()) is null
        && state.RegisterAt(row) is { Status: RegisterStatus.Held } held
            ? held.Hold
            : null;
}
