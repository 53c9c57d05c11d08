using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Mistakes in what is decided: the product's events, with one thing wrong.</summary>
internal static class EventDefects
{
    /// <summary>Rewrites events one by one.</summary>
    internal abstract class Rewriting : Defect
    {
        public override Decision Decide(LinkState state, LinkCommand command, LinkSettings settings)
        {
            var decision = base.Decide(state, command, settings);
            var folding = state;
            var events = ImmutableArray.CreateBuilder<LinkEvent>();
            foreach (var happened in decision.Events)
            {
                foreach (var rewritten in Rewrite(folding, happened))
                {
                    events.Add(rewritten);
                    folding = LinkFold.Apply(folding, rewritten);
                }
            }

            return events.Count == 0
                ? new Decision(state, [], decision.Reply)
                : new Decision(LinkFold.EndRecord(folding), events.ToImmutable(), decision.Reply);
        }

        protected abstract IEnumerable<LinkEvent> Rewrite(LinkState state, LinkEvent happened);
    }

    /// <summary>An acknowledgement clears whatever the source holds by now.</summary>
    public sealed class AckClearsNewer : Defect
    {
        public override Decision Decide(LinkState state, LinkCommand command, LinkSettings settings)
        {
            var decision = base.Decide(state, command, settings);
            if (decision.Events.OfType<LinkEvent.AttemptSettled>().FirstOrDefault() is not { } settled)
            {
                return decision;
            }

            var steps = settled.Paths.Where(path => path.Outcome == PathOutcome.Done && decision.State.Registers.ContainsKey(path.Path))
                .Select(path => new MergeStep(path.Path, MergeKind.Agree, Side.Hub, MergeRule.None, HoldReason.None, 0, 0));
            return Onto(state, decision with { Events = decision.Events.Add(new LinkEvent.Merged([.. steps])) });
        }
    }

    /// <summary>An acknowledgement of an older value moves no shadow.</summary>
    public sealed class OldAckIgnored : Rewriting
    {
        protected override IEnumerable<LinkEvent> Rewrite(LinkState state, LinkEvent happened)
        {
            yield return happened is LinkEvent.AttemptSettled settled && state.Open is { } attempt
                ? settled with { Paths = settled.Paths.RemoveAll(path => state.RegisterAt(path.Path).Of(attempt.Side.Other()).Version > attempt.Of(path.Path)!.Version) }
                : happened;
        }
    }

    /// <summary>The shadows of what was sent stay where they were.</summary>
    public sealed class ShadowsUnmoved : Rewriting
    {
        protected override IEnumerable<LinkEvent> Rewrite(LinkState state, LinkEvent happened)
        {
            yield return happened is LinkEvent.AttemptSettled settled ? settled with { Paths = [] } : happened;
        }
    }

    /// <summary>Success is what the status code says.</summary>
    public sealed class StatusIsSuccess : Rewriting
    {
        protected override IEnumerable<LinkEvent> Rewrite(LinkState state, LinkEvent happened)
        {
            yield return happened is LinkEvent.AttemptSettled { ByReading: false } settled && state.Open is { } attempt
                ? settled with { Paths = [.. settled.Paths.Select(path => new SettledPath(path.Path, PathOutcome.Done, attempt.Of(path.Path)!.Value))] }
                : happened;
        }
    }

    public sealed class EverythingConflicts : Rewriting
    {
        protected override IEnumerable<LinkEvent> Rewrite(LinkState state, LinkEvent happened)
        {
            yield return happened is LinkEvent.Merged merged
                ? new LinkEvent.Merged([.. merged.Steps.Select(step => step.Rule == MergeRule.OnlyChange ? step with { Kind = MergeKind.Hold, Hold = HoldReason.Conflict } : step)])
                : happened;
        }
    }

    /// <summary>The value that loses is written over, and no record says so.</summary>
    public sealed class LosersUnrecorded : Rewriting
    {
        protected override IEnumerable<LinkEvent> Rewrite(LinkState state, LinkEvent happened)
        {
            yield return happened is LinkEvent.Merged merged
                ? new LinkEvent.Merged([.. merged.Steps.Select(step => step.Kind == MergeKind.Take ? step with { Kind = MergeKind.Owe, Lost = null, Won = null } : step)])
                : happened;
        }
    }

    public sealed class DeleteBeatsEdit : Rewriting
    {
        protected override IEnumerable<LinkEvent> Rewrite(LinkState state, LinkEvent happened)
        {
            yield return happened is LinkEvent.Merged merged
                ? new LinkEvent.Merged([.. merged.Steps.Select(step => step.Rule == MergeRule.EditBeatsDelete ? step with { Winner = step.Winner.Other() } : step)])
                : happened;
        }
    }

    /// <summary>The older edit of two wins.</summary>
    public sealed class EarlierWins : Rewriting
    {
        protected override IEnumerable<LinkEvent> Rewrite(LinkState state, LinkEvent happened)
        {
            yield return happened is LinkEvent.Merged merged
                ? new LinkEvent.Merged([.. merged.Steps.Select(step => step.Rule == MergeRule.Later ? step with { Winner = step.Winner.Other(), Won = step.Lost, Lost = step.Won } : step)])
                : happened;
        }
    }

    /// <summary>A new value gets the number of the one before.</summary>
    public sealed class VersionsReused : Rewriting
    {
        protected override IEnumerable<LinkEvent> Rewrite(LinkState state, LinkEvent happened)
        {
            yield return happened is LinkEvent.Seen seen
                ? seen with { Values = [.. seen.Values.Select(value => value with { Version = Math.Max(1, value.Version - 1) })] }
                : happened;
        }
    }

    /// <summary>What was refused is tried again at once, and again.</summary>
    public sealed class RefusalsRetried : Rewriting
    {
        protected override IEnumerable<LinkEvent> Rewrite(LinkState state, LinkEvent happened)
        {
            yield return happened is LinkEvent.AttemptRefused refused
                ? new LinkEvent.AttemptDropped(refused.Id, refused.Reason, refused.RetryAt, Failed: false, Ghosts: null)
                : happened;
        }
    }

    /// <summary>A path stays as it was left, whatever is edited.</summary>
    public sealed class DecisionsForgotten : Rewriting
    {
        protected override IEnumerable<LinkEvent> Rewrite(LinkState state, LinkEvent happened)
        {
            if (happened is not LinkEvent.Merged { Steps: [{ Kind: MergeKind.Owe, Path: FieldPaths.LastName }] })
            {
                yield return happened;
            }
        }
    }
}
