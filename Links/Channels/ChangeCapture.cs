namespace Counterpart.Links;

/// <summary>
/// Change capture by polling: a first pass over everything, then what was updated since the pass before, with an overlap;
/// records are compared by content, so what is listed twice does no harm. Deletions have a list of their own.
/// </summary>
public static class ChangeCapture
{
    private const int MostRestarts = 3;

    /// <summary>Begins a pass, or goes on with the one under way.</summary>
    public static CaptureState Start(CaptureState state, CaptureTraits traits, DateTimeOffset now)
    {
        if (state.Next is not null)
        {
            return state;
        }

        PageRequest first = traits.HasFeed ? new PageRequest.Feed(state.Position)
            : state.CompletePass is { } complete ? new PageRequest.UpdatedSince(complete - traits.Overlap)
            : new PageRequest.All();
        return state with { PassStart = now, Next = first, Total = null, Restarts = 0, Pages = 0, StartPosition = state.Position };
    }

    /// <summary>Takes over a page that was read; <see cref="CaptureState.Next"/> is null when the pass is complete.</summary>
    /// <param name="next">The page that follows it in its list.</param>
    public static CaptureState Advance(CaptureState state, CaptureTraits traits, PageRequest? next, long? position, int? total)
    {
        var read = state.Next ?? throw new InvalidOperationException("No pass is under way.");
        state = state with { Pages = state.Pages + 1 };
        if (FirstOf(read) is { } anew && total < state.Total && state.Restarts < MostRestarts)
        {
            // A record left the list and the ones behind it moved up: a page boundary may have been passed over.
            return state with { Next = anew, Total = total, Restarts = state.Restarts + 1 };
        }

        state = state with { Position = position ?? state.Position, Total = total };
        if (next is not null)
        {
            return state with { Next = next };
        }

        var start = state.PassStart!.Value;
        if (traits.HasFeed || read is PageRequest.DeletedSince)
        {
            return Complete(state with { DeletionsRead = start });
        }

        if (state.DeletionsRead is not { } deletions)
        {
            return Complete(state with { DeletionsRead = start });
        }

        return deletions + traits.DeletionsEvery <= start
            ? state with { Next = new PageRequest.DeletedSince(deletions - traits.Overlap) }
            : Complete(state);
    }

    /// <summary>Since when a record that this pass lists is known not to have changed before: for a read's interval.</summary>
    public static DateTimeOffset UnchangedSince(CaptureState state, CaptureTraits traits) =>
        state.CompletePass is { } complete ? complete - traits.ReadLag : DateTimeOffset.MinValue;

    /// <summary>The pass under way does not count: the next one begins where this one did.</summary>
    public static CaptureState Abandon(CaptureState state) => state switch
    {
        { PassStart: not null } => state with { PassStart = null, Next = null, Position = state.StartPosition },

        // A page without its pass leads nowhere.
        { Next: not null } => state with { Next = null },
        _ => state,
    };

    /// <summary>The first page of a list that is numbered by pages.</summary>
    private static PageRequest? FirstOf(PageRequest read) => read switch
    {
        PageRequest.All => new PageRequest.All(),
        PageRequest.UpdatedSince(var since, _) => new PageRequest.UpdatedSince(since),
        _ => null,
    };

    private static CaptureState Complete(CaptureState state) =>
        state with { CompletePass = state.PassStart, PassStart = null, Next = null, LastPages = state.Pages };
}
