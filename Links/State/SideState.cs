namespace Counterpart.Links;

/// <summary>What a link knows of one of its two records as a whole.</summary>
public sealed record SideState
{
    public static readonly SideState Start = new();

    /// <summary>Reads that began before are not believed: the end of our last settled write, or the start of the last applied read.</summary>
    public DateTimeOffset Fence { get; init; }

    /// <summary>What is known of the side was still so at this time: the start of the last applied read or answered write.</summary>
    public DateTimeOffset KnownAt { get; init; }

    /// <summary>
    /// When that read or write was over, or will be at the latest; unset where that was not kept. A read that began before may have been served
    /// first.
    /// </summary>
    public DateTimeOffset KnownUntil { get; init; }

    /// <summary>
    /// Where the record was linked before: reads that began before may show it as it was before the last write or read of that link, and are
    /// not believed.
    /// </summary>
    public DateTimeOffset Floor { get; init; }

    /// <summary>
    /// When the last read of a part of the record ended that moved <see cref="Revision"/>: a page that was under way then may have been turned
    /// away, and with it what it alone showed.
    /// </summary>
    public DateTimeOffset PartialAt { get; init; }

    /// <summary>The record's last known revision, where the system counts one.</summary>
    public long? Revision { get; init; }

    /// <summary>Attempts that failed since the last one that did not.</summary>
    public int Failures { get; init; }

    /// <summary>No attempt before this time.</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>The system refused a write without naming the field: send one path at a time until one is settled.</summary>
    public bool OneAtATime { get; init; }

    public bool Gone { get; init; }

    /// <summary>While <see cref="Gone"/>: why.</summary>
    public GoneReason GoneFor { get; init; }

    /// <summary>Somebody asked at this time for the record to be read anew; unset when that is done.</summary>
    public DateTimeOffset Wanted { get; init; }
}
