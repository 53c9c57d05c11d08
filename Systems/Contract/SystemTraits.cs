using Counterpart.Links;

namespace Counterpart.Systems;

/// <summary>What kind of outside system this is. Facts of the vendor, not settings.</summary>
public sealed record SystemTraits
{
    public required string System { get; init; }

    /// <summary>Changes are found by reading a feed to its end, not by asking for what was updated since.</summary>
    public required bool HasFeed { get; init; }

    /// <summary>Writes can be made to depend on the record's revision.</summary>
    public required bool ConditionalWrites { get; init; }

    /// <summary>The most records in a page.</summary>
    public required int PageSize { get; init; }

    /// <summary>How far a list asked "since" must reach back, for coarse or late times of the vendor.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.Zero;

    public SideLimits Limits { get; init; } = new();

    /// <summary>Calls allowed in <see cref="BudgetWindow"/>; null where the system sets no limit.</summary>
    public int? BudgetCalls { get; init; }

    public TimeSpan BudgetWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often changes are asked for when nothing else is known.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(5);
}
