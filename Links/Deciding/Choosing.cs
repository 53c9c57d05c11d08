using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>A person says whose value stands, path by path.</summary>
internal static class Choosing
{
    public static LinkReply Apply(LinkDraft draft, LinkCommand.Apply command)
    {
        if (draft.State.Phase is not (Phase.Linked or Phase.Paused))
        {
            return new LinkReply.NotLinked(draft.State.Phase);
        }

        var results = new PathResult[command.Choices.Length];
        // A main row follows its row, which the same command may just have decided.
        Take(draft, command.Choices, results, references: false);
        Take(draft, command.Choices, results, references: true);
        PathDecisions.Decide(draft, results.Where(result => result.Result == PathApply.Applied).Select(result => result.Path).ToList());
        return new LinkReply.Applied([.. results]);
    }

    private static void Take(LinkDraft draft, ImmutableArray<PathChoice> choices, PathResult[] results, bool references)
    {
        var steps = ImmutableArray.CreateBuilder<MergeStep>();
        for (var at = 0; at < choices.Length; at++)
        {
            var choice = choices[at];
            var rule = draft.Settings.RuleOf(choice.Path);
            if (references != (rule?.Kind == FieldKind.RowReference))
            {
                continue;
            }

            var register = draft.State.RegisterAt(choice.Path);
            var result = Judge(draft, choice, register, rule);
            results[at] = new PathResult(
                choice.Path, result, register.Hub.Seen, register.Hub.Version, register.Partner.Seen, register.Partner.Version);
            if (result == PathApply.Applied && !IsOnItsWay(choice, register, rule!, draft.Settings))
            {
                steps.Add(new MergeStep(
                    choice.Path, MergeKind.Take, choice.Winner, MergeRule.Person, HoldReason.None, register.Hub.Version, register.Partner.Version)
                {
                    Was = draft.HeldAtStart(choice.Path),
                    Won = register.Of(choice.Winner).Seen,
                    Lost = register.Of(choice.Winner.Other()).Seen,
                });
            }
        }

        if (steps.Count > 0)
        {
            draft.Add(new LinkEvent.Resolved(steps.ToImmutable()));
        }
    }

    private static PathApply Judge(LinkDraft draft, PathChoice choice, Register register, FieldRule? rule)
    {
        if (rule is null || register.Hub.Seen is not { } hub || register.Partner.Seen is not { } partner)
        {
            return PathApply.Unknown;
        }

        if (draft.State.Open?.Of(choice.Path) is not null || register.Hub.Doubt || register.Partner.Doubt)
        {
            return PathApply.Busy;
        }

        if ((choice.HubVersion is { } seenHub && seenHub != register.Hub.Version)
            || (choice.PartnerVersion is { } seenPartner && seenPartner != register.Partner.Version))
        {
            return PathApply.Changed;
        }

        if (Merge.MeansTheSame(rule, draft.Settings.Region, hub, partner))
        {
            return PathApply.Agreed;
        }

        return Merge.MayMove(rule, register, choice.Winner) && PathDecisions.HeldRow(draft.State, rule, register, choice.Winner) is null
            ? PathApply.Applied
            : PathApply.NotAllowed;
    }

    /// <summary>Owed the same way already, and by the present settings too.</summary>
    private static bool IsOnItsWay(PathChoice choice, Register register, FieldRule rule, LinkSettings settings) =>
        register.Status == RegisterStatus.Owed
        && register.OwedTo == choice.Winner.Other()
        && Merge.Decide(choice.Path, register, rule, settings) is { Kind: MergeKind.Owe } step
        && step.Winner == choice.Winner;
}
