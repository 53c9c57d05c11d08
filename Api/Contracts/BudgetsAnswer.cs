using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>What vendors' limits leave: of the own firm, or for an operator of all.</summary>
public sealed record BudgetsAnswer(IReadOnlyList<BudgetItem> Budgets);

/// <summary>A firm's calls to a system.</summary>
/// <param name="PollSeconds">The time between two passes, as planned now.</param>
/// <param name="Windows">The vendor's windows; none where it sets no limit.</param>
/// <param name="AsOf">When all this was so.</param>
public sealed record BudgetItem(string Firm, string System, double PollSeconds, IReadOnlyList<WindowItem> Windows, DateTimeOffset AsOf)
{
    public static BudgetItem Of(ChannelStatus status) => new(
        status.Firm, status.System, status.Budget.PollEvery.TotalSeconds, [.. status.Budget.Windows.Select(WindowItem.Of)], status.AsOf);
}

/// <summary>A vendor's limit: so many calls in any window of such a length.</summary>
/// <param name="Limit">The calls that it allows.</param>
/// <param name="Seconds">The window's length.</param>
/// <param name="Spent">Calls in the window that ends now, reserved ones too.</param>
/// <param name="Pushes">How many of them were for pushes.</param>
/// <param name="Left">How many may still be made now.</param>
/// <param name="PerSecond">Calls a second, as expected.</param>
/// <param name="EndsAt">When the calls end at this rate; null: they do not.</param>
/// <param name="FullAgainAt">When the first calls come back, once none is left.</param>
/// <param name="Forecast">What is expected of the period under way.</param>
/// <param name="Last">What was expected of the period before, and what came.</param>
public sealed record WindowItem(
    int Limit,
    double Seconds,
    int Spent,
    int Pushes,
    int Left,
    double PerSecond,
    DateTimeOffset? EndsAt,
    DateTimeOffset? FullAgainAt,
    ForecastItem? Forecast,
    ForecastItem? Last)
{
    internal static WindowItem Of(WindowView view) => new(
        view.Limit,
        view.Span.TotalSeconds,
        view.Spent,
        view.Pushes,
        view.Left,
        Math.Round(view.Rate, 4),
        view.EndsAt,
        view.FullAgainAt,
        ForecastItem.Of(view.Forecast),
        ForecastItem.Of(view.Last));
}

/// <param name="Expected">Calls that were expected from <paramref name="From"/> to <paramref name="To"/>.</param>
/// <param name="Came">Calls that were made; null until the period is over.</param>
public sealed record ForecastItem(DateTimeOffset From, DateTimeOffset To, int Expected, int? Came)
{
    internal static ForecastItem? Of(CallForecast? forecast) =>
        forecast is null ? null : new ForecastItem(forecast.From, forecast.To, forecast.Expected, forecast.Came);
}
