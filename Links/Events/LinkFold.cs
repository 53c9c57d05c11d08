using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>Folds events into a state. Total, and free of settings, so that a journal alone gives the state back.</summary>
public static class LinkFold
{
    /// <summary>Folds one journal record.</summary>
    public static LinkState Replay(LinkState state, IEnumerable<LinkEvent> record)
    {
        foreach (var happened in record)
        {
            state = Apply(state, happened);
        }

        return EndRecord(state);
    }

    public static LinkState EndRecord(LinkState state) => state with { Revision = state.Revision + 1 };

    public static LinkState Apply(LinkState state, LinkEvent happened) => happened switch
    {
        LinkEvent.MatchStarted => state with { Phase = Phase.Matching, Candidates = [] },
        LinkEvent.ChoiceNeeded choice => state with { Phase = Phase.NeedsChoice, Candidates = choice.Candidates },
        LinkEvent.Linked linked => Linked(state, linked),
        LinkEvent.Leaving leaving => state with { Phase = Phase.Leaving, LeaveReason = leaving.Reason, UnlinkedAt = leaving.At },
        LinkEvent.Unlinked unlinked => Unlinked(state, unlinked),
        LinkEvent.Allowed allowed => state with { Never = state.Never.Remove(allowed.Record, StringComparer.Ordinal) },
        LinkEvent.Broke broke => (state with { Phase = state.Phase == Phase.Leaving ? Phase.Leaving : Phase.Broken })
            .With(broke.Side, Broke(state.Of(broke.Side), broke)),
        LinkEvent.Restored restored => Restored(state, restored.Side),
        LinkEvent.Seen seen => FoldValues.Seen(state, seen),
        LinkEvent.Doubted doubted => FoldValues.Doubted(state, doubted),
        LinkEvent.Merged merged => FoldValues.Merged(state, merged),
        LinkEvent.Resolved resolved => FoldValues.Resolved(state, resolved),
        LinkEvent.Paused => state with { IsPaused = true, Phase = state.Phase == Phase.Linked ? Phase.Paused : state.Phase },
        LinkEvent.Resumed => state with { IsPaused = false, Phase = state.Phase == Phase.Paused ? Phase.Linked : state.Phase },
        LinkEvent.RefreshAsked asked => state with
        {
            Hub = state.Hub with { Wanted = asked.At },
            PartnerSide = state.PartnerSide with { Wanted = asked.At },
        },
        LinkEvent.Refreshed refreshed => state.With(refreshed.Side, Refreshed(state.Of(refreshed.Side), refreshed)),
        LinkEvent.AttemptBegun begun => FoldAttempts.Begun(state, begun),
        LinkEvent.AttemptUnknown unknown => FoldAttempts.Unknown(state, unknown),
        LinkEvent.AttemptDropped dropped => FoldAttempts.Dropped(state, dropped),
        LinkEvent.AttemptRefused refused => FoldAttempts.Refused(state, refused),
        LinkEvent.AttemptSettled settled => FoldAttempts.Settled(state, settled),
        _ => throw new InvalidOperationException($"No fold for {happened.GetType().Name}."),
    };

    /// <summary>Whether a step says anything new of a register.</summary>
    public static bool Changes(Register register, MergeStep step) => FoldValues.Changes(register, step);

    private static LinkState Linked(LinkState state, LinkEvent.Linked linked) => state with
    {
        Phase = Phase.Linked,
        Epoch = state.Epoch + 1,
        Partner = linked.Partner,
        Evidence = linked.Evidence,
        LinkedAt = linked.At,
        Candidates = [],
        Hub = From(state.Hub),
        PartnerSide = linked.Partner == state.Former ? From(state.PartnerSide) : SideState.Start,
        Registers = LinkState.NoRegisters,
        Rows = LinkState.NoRows,
        Ghosts = [],
        Open = null,
        IsPaused = false,
        UnlinkedAt = default,
        Former = null,
    };

    private static LinkState Unlinked(LinkState state, LinkEvent.Unlinked unlinked) => state with
    {
        Phase = Phase.Unlinked,
        Partner = null,
        Evidence = null,
        Candidates = [],
        Open = null,
        Registers = LinkState.NoRegisters,
        Rows = LinkState.NoRows,
        Ghosts = [],
        Hub = Over(unlinked.Hub),
        PartnerSide = Over(unlinked.Partner),
        IsPaused = false,
        UnlinkedAt = unlinked.At != default ? unlinked.At : state.UnlinkedAt,
        Former = state.Partner ?? state.Former,
        Never = unlinked.Never is { } never && !state.Never.Contains(never, StringComparer.Ordinal) ? state.Never.Add(never) : state.Never,
    };

    private static SideState Over(SideFloor? floor) =>
        floor is null ? SideState.Start : SideState.Start with { Floor = floor.At, Revision = floor.Revision };

    private static SideState From(SideState former) => SideState.Start with { Floor = former.Floor, Revision = former.Revision };

    private static LinkState Restored(LinkState state, Side side)
    {
        state = state.With(side, state.Of(side) with { Gone = false });
        return state.Phase == Phase.Broken && !state.Hub.Gone && !state.PartnerSide.Gone
            ? state with { Phase = state.IsPaused ? Phase.Paused : Phase.Linked }
            : state;
    }

    /// <summary>A record that is gone was looked at: nobody waits for a read of it any more.</summary>
    private static SideState Broke(SideState side, LinkEvent.Broke broke) => side with
    {
        Gone = true,
        GoneFor = broke.Reason,
        Fence = broke.Fence > side.Fence ? broke.Fence : side.Fence,
        Wanted = broke.Fence >= side.Wanted ? default : side.Wanted,
    };

    private static SideState Refreshed(SideState side, LinkEvent.Refreshed refreshed) => side with
    {
        Wanted = default,
        Fence = refreshed.ReadAt > side.Fence ? refreshed.ReadAt : side.Fence,
        KnownAt = refreshed.ReadAt > side.KnownAt ? refreshed.ReadAt : side.KnownAt,
        KnownUntil = refreshed.ReadAt > side.KnownAt ? refreshed.EndedAt : side.KnownUntil,
    };
}
