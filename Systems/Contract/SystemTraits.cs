using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Systems;

/// <summary>What kind of outside system this is. Facts of the vendor, not settings.</summary>
public sealed record SystemTraits
{
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(2);

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

    /// <summary>Calls allowed in any 24 hours, beside the window; null where the system sets no such limit.</summary>
    public int? DayCalls { get; init; }

    /// <summary>All of the system's limits in time. A call may take so long to the vendor that it counts there later than here.</summary>
    public ImmutableArray<CallWindow> Windows =>
    [
        .. BudgetCalls is { } calls ? [new CallWindow(calls, BudgetWindow) { Margin = Lateness }] : ImmutableArray<CallWindow>.Empty,
        .. DayCalls is { } day ? [new CallWindow(day, TimeSpan.FromDays(1)) { Margin = Lateness }] : ImmutableArray<CallWindow>.Empty,
    ];

    /// <summary>Calls allowed at once; null where the system sets no limit.</summary>
    public int? Concurrency { get; init; }

    /// <summary>The list can be asked for the newest changes first.</summary>
    public bool HasNewest { get; init; }

    /// <summary>The shortest time between two passes, while there is something to find; null: <see cref="PollEvery"/>.</summary>
    public TimeSpan? PollLeast { get; init; }

    /// <summary>The longest time between two passes, however scarce calls are.</summary>
    public TimeSpan PollMost { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often every record is listed again, to find what the other passes missed.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How often changes are asked for when nothing else is known.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(5);
}
