namespace Counterpart.Links;

/// <summary>Where a channel is in finding what changed in its system. Saved with the channel.</summary>
public sealed record CaptureState
{
    /// <summary>Start of the last complete pass; null before the first.</summary>
    public DateTimeOffset? CompletePass { get; init; }

    /// <summary>Start of the pass that is under way.</summary>
    public DateTimeOffset? PassStart { get; init; }

    /// <summary>The page to read next; null between passes.</summary>
    public PageRequest? Next { get; init; }

    /// <summary>Where the feed was read to.</summary>
    public long Position { get; init; }

    /// <summary>Where the feed was read to when the pass under way began.</summary>
    public long StartPosition { get; init; }

    /// <summary>Start of the last pass that asked for deletions.</summary>
    public DateTimeOffset? DeletionsRead { get; init; }

    /// <summary>How many records the list had at the pass's last page.</summary>
    public int? Total { get; init; }

    public int Restarts { get; init; }

    /// <summary>How many pages the pass under way has read.</summary>
    public int Pages { get; init; }

    /// <summary>How many pages the last complete pass read.</summary>
    public int LastPages { get; init; } = 1;
}

/// <summary>What change capture must know of the system.</summary>
/// <param name="HasFeed">Changes are read from a feed, deletions included.</param>
/// <param name="Overlap">How far "since" reaches back: the vendor's times are coarse or late.</param>
/// <param name="ReadLag">How old a list page may be.</param>
/// <param name="DeletionsEvery">How often deletions are asked for.</param>
public sealed record CaptureTraits(bool HasFeed, TimeSpan Overlap, TimeSpan ReadLag, TimeSpan DeletionsEvery);
