using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>One call to an outside system, and what came back.</summary>
internal sealed class VendorCall
{
    /// <summary>For a list.</summary>
    public PageRequest? Page { get; init; }

    /// <summary>For a read or a write of one record.</summary>
    public string? Record { get; init; }

    /// <summary>For a write.</summary>
    public RecordPatch? Patch { get; init; }

    public Attempt? Attempt { get; init; }

    public LinkKey Link { get; init; }

    /// <summary>What the read that the write stands on truly showed.</summary>
    public DateTimeOffset StandsOn { get; init; }

    /// <summary>By the caller's clock.</summary>
    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset EndedAt { get; set; }

    public VendorAnswer Answer { get; set; } = VendorAnswer.None;

    public GoneReason Reason { get; set; }

    public TimeSpan? RetryAfter { get; set; }

    public SystemRecord? Found { get; set; }

    /// <summary>As of when the answer shows the record, truly.</summary>
    public DateTimeOffset AsOf { get; set; }

    public ListPage? Listed { get; set; }

    public WriteOutcome? Outcome { get; set; }
}

internal enum VendorAnswer
{
    /// <summary>Nothing came back.</summary>
    None,
    Ok,
    Gone,
    Limited,
    Unavailable,
}

internal sealed record ListPage(ImmutableArray<SystemRecord> Records, ImmutableArray<string> Deleted, PageRequest? Next, long? Position, int? Total);
