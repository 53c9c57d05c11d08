using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Mistakes in writing, and in telling what became of it.</summary>
internal static class WriteDefects
{
    /// <summary>A call that was given up had no effect.</summary>
    public sealed class TimeoutIsNotSent : Defect
    {
        public override WriteOutcome Outcome(WriteOutcome outcome) => outcome is WriteOutcome.Unknown(var reason) ? new WriteOutcome.NotSent(reason, null) : outcome;
    }

    /// <summary>A late write of ours is somebody's edit.</summary>
    public sealed class LateWriteMerged : Defect
    {
        public override Decision Decide(LinkState state, LinkCommand command, LinkSettings settings) =>
            Onto(state, base.Decide(state with { Ghosts = [] }, command, settings));
    }

    /// <summary>A second attempt begins while the first is open.</summary>
    public sealed class TwoAttempts : Defect
    {
        public override Decision Decide(LinkState state, LinkCommand command, LinkSettings settings) => command is LinkCommand.Begin
            ? Onto(state, base.Decide(state with { Open = null }, command, settings))
            : base.Decide(state, command, settings);
    }

    /// <summary>The claim goes while a write is on its way.</summary>
    public sealed class LeavesAtOnce : Defect
    {
        public override Decision Decide(LinkState state, LinkCommand command, LinkSettings settings) =>
            command is LinkCommand.Unlink unlink && state.Open is not null
                ? Onto(state, new Decision(state, [new LinkEvent.Unlinked(unlink.Reason, null, unlink.At)], new LinkReply.Unlinked(Leaving: false)))
                : base.Decide(state, command, settings);
    }

    /// <summary>A paused link is written to.</summary>
    public sealed class PauseIgnored : Defect
    {
        public override Decision Decide(LinkState state, LinkCommand command, LinkSettings settings) => command is LinkCommand.Begin && state.Phase == Phase.Paused
            ? Onto(state, base.Decide(state with { Phase = Phase.Linked }, command, settings))
            : base.Decide(state, command, settings);
    }

    /// <summary>What is expected at the target is what was last known, and not what was read.</summary>
    public sealed class ExpectsTheKnown : Defect
    {
        public override Decision Decide(LinkState state, LinkCommand command, LinkSettings settings)
        {
            if (command is not LinkCommand.Begin(var read) begin)
            {
                return base.Decide(state, command, settings);
            }

            var scalars = read.Content.Scalars.ToBuilder();
            foreach (var path in read.Content.Scalars.Keys)
            {
                scalars[path] = state.RegisterAt(path).Of(read.Side).Seen ?? scalars[path];
            }

            return base.Decide(state, begin with { Read = read with { Content = read.Content with { Scalars = scalars.ToImmutable() } } }, settings);
        }
    }
}
