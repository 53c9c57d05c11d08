using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>A channel's budget as people see it.</summary>
/// <param name="PollEvery">The time between two passes, as planned now.</param>
/// <param name="Windows">Empty: the system sets no limit.</param>
public sealed record BudgetView(TimeSpan PollEvery, ImmutableArray<WindowView> Windows)
{
    public static readonly BudgetView None = new(TimeSpan.Zero, []);
}

/// <summary>One of the vendor's windows.</summary>
/// <param name="Spent">Calls in the window that ends now, reserved ones too.</param>
/// <param name="Pushes">How many of them were for pushes.</param>
/// <param name="Left">How many may still be made now; less than the limit less what was spent where the vendor says so.</param>
/// <param name="Rate">Calls a second, as expected.</param>
/// <param name="EndsAt">When the calls end at this rate; null: they do not.</param>
/// <param name="FullAgainAt">When the first calls come back, once none is left; null while there are some.</param>
/// <param name="Forecast">What is expected of the period under way.</param>
/// <param name="Last">What was expected of the period before, and what came.</param>
public sealed record WindowView(
    int Limit,
    TimeSpan Span,
    int Spent,
    int Pushes,
    int Left,
    double Rate,
    DateTimeOffset? EndsAt,
    DateTimeOffset? FullAgainAt,
    CallForecast? Forecast,
    CallForecast? Last);

/// <summary>What was expected of a period, made at its start.</summary>
/// <param name="Expected">Calls in it.</param>
/// <param name="MadeBefore">Calls ever made when it began.</param>
/// <param name="Came">Calls that were made in it; null until it is over.</param>
public sealed record CallForecast(TimeSpan Span, DateTimeOffset From, DateTimeOffset To, int Expected, long MadeBefore, int? Came);
