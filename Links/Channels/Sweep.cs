namespace Counterpart.Links;

/// <summary>Where a channel is in its slow pass over everything.</summary>
public sealed record SweepState
{
    /// <summary>Start of the last complete one; null before the first.</summary>
    public DateTimeOffset? Complete { get; init; }

    /// <summary>Start of the one under way.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>The page to read next; null between passes.</summary>
    public PageRequest? Next { get; init; }

    /// <summary>How many records the list had at the last page.</summary>
    public int? Total { get; init; }

    /// <summary>How many pages the last complete one read.</summary>
    public int Pages { get; init; }

    /// <summary>How many pages the one under way has read.</summary>
    public int Read { get; init; }
}

/// <summary>
/// The slow pass: every record is listed again, to find what the fast passes missed. What it shows of a record is only known
/// not to be older than the slow pass before.
/// </summary>
public static class Sweep
{
    public static SweepState Start(SweepState state, bool hasFeed, DateTimeOffset now) => state with
    {
        Start = now,
        Next = hasFeed ? new PageRequest.Feed(0) : new PageRequest.All(),
        Total = null,
        Read = 0,
    };

    /// <summary>Takes over a page that was read; <see cref="SweepState.Next"/> is null when the pass is complete.</summary>
    /// <param name="next">The page that follows it in its list.</param>
    public static SweepState Advance(SweepState state, PageRequest? next, int? total, int pageSize)
    {
        var read = state with { Read = state.Read + 1, Total = total };
        if (state.Next is PageRequest.All { Page: > 1 } all && total < state.Total)
        {
            // Records left the list and those behind them moved up, over the boundary to pages that were read before.
            var back = ((state.Total.Value - total.Value) + pageSize - 1) / pageSize;
            return read with { Next = new PageRequest.All(Math.Max(1, all.Page - back)) };
        }

        return next is not null
            ? read with { Next = next }
            : read with { Complete = state.Start, Start = null, Next = null, Pages = read.Read, Read = 0 };
    }

    /// <summary>How long to wait between two pages, so that the pages of a pass spread over most of its time.</summary>
    public static TimeSpan Pace(SweepState state, TimeSpan every, int pageSize)
    {
        var pages = Math.Max(Math.Max(state.Pages, state.Read), state.Total is { } total ? (total / pageSize) + 1 : 1);
        return every * 0.8 / pages;
    }

    /// <summary>When the next page is due, having read the last one at some time.</summary>
    public static DateTimeOffset DueAt(SweepState state, TimeSpan every, int pageSize, DateTimeOffset lastPage)
    {
        if (state.Next is not null)
        {
            return lastPage + Pace(state, every, pageSize);
        }

        return state.Complete is { } complete ? complete + every : lastPage + (every / 10);
    }

    /// <summary>Since when a record that this pass lists is known not to have changed before.</summary>
    public static DateTimeOffset UnchangedSince(SweepState state, TimeSpan readLag) =>
        state.Complete is { } complete ? complete - readLag : DateTimeOffset.MinValue;
}
