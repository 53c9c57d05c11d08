namespace Counterpart.Links;

/// <summary>A vendor's limit: so many calls in any window of such a length.</summary>
public sealed record CallWindow(int Limit, TimeSpan Span)
{
    /// <summary>Spend in a long window is counted in coarser buckets, so that what is saved stays small.</summary>
    public bool IsLong => Span > TimeSpan.FromHours(1);

    public TimeSpan Bucket => IsLong ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(10);

    /// <summary>How much later than it was reserved a call may arrive at the vendor.</summary>
    public TimeSpan Margin { get; init; }

    /// <summary>How long from its start a bucket counts: until its last call has left the window for certain.</summary>
    public TimeSpan Life => Bucket + Span + Margin;

    /// <summary>Calls a second that can go on for ever.</summary>
    public double Rate => Limit / Life.TotalSeconds;
}

/// <summary>Calls reserved in one bucket of time.</summary>
public sealed record CallBucket(DateTimeOffset Start, int Calls)
{
    /// <summary>How many of them were for pushes; the others read.</summary>
    public int Pushes { get; init; }
}

/// <summary>What a call is for, and so which share of a window is its own.</summary>
public enum CallKind
{
    /// <summary>Finding changes.</summary>
    Read,

    /// <summary>The read and the write of a push.</summary>
    Push,

    /// <summary>The slow pass over everything: it has no share of its own and leaves those of the others.</summary>
    Sweep,
}

/// <summary>How many calls the vendor itself says are left in one of its windows.</summary>
/// <param name="Made">What this side had made by then: the calls since are taken off.</param>
public sealed record VendorCount(TimeSpan Span, int Left, long Made, DateTimeOffset At)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>A count that no newer answer has confirmed says less and less: the window has moved on.</summary>
    public DateTimeOffset Until => At + (Span < Longest ? Span : Longest);
}
