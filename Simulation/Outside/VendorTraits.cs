using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>What an outside system is like, and what it does to what it is given.</summary>
internal sealed record VendorTraits
{
    public required string System { get; init; }

    public required Side Side { get; init; }

    /// <summary>Changes are read from a feed with revisions, posts are sent, and writes can depend on the revision.</summary>
    public bool HasFeed { get; init; }

    public int PageSize { get; init; } = 3;

    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(2);

    public SideLimits Limits { get; init; } = new();

    /// <summary>The vendor's limit; null: none.</summary>
    public CallWindow? Window { get; init; }

    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>How far its clock is off; its times are cut to the minute as well.</summary>
    public TimeSpan ClockOffset { get; init; }

    public bool ReformatsPhones { get; init; }

    /// <summary>Keeps the first letters of a job title only.</summary>
    public bool Truncates { get; init; }

    /// <summary>Answers with success and keeps the employer that it had.</summary>
    public bool IgnoresEmployer { get; init; }

    /// <summary>Shows the tax number with its end only.</summary>
    public bool Masks { get; init; }

    /// <summary>Refuses job titles that begin with <c>no!</c>.</summary>
    public bool Refuses { get; init; }

    public bool NamesWhatItRefuses { get; init; }

    /// <summary>Lists deletions.</summary>
    public bool HasTombstones { get; init; } = true;

    /// <summary>Reads may show what was there up to the read lag ago.</summary>
    public bool IsStale { get; init; }

    public ImmutableArray<CallWindow> Windows => Window is { } window ? [window] : [];

    public CaptureTraits Capture => new(HasFeed, Overlap, Limits.ReadLag, TimeSpan.FromSeconds(20));
}
