namespace Counterpart.Load.Freshness;

/// <summary>The limits of a kind of vendor, as the simulator holds to them and as the product is told.</summary>
/// <param name="EditsPerMinute">By people, on each side.</param>
/// <param name="Forecast">The window whose forecast is compared.</param>
internal sealed record VendorShape(
    string Name, IReadOnlyList<(int Calls, TimeSpan Window)> Windows, double EditsPerMinute, TimeSpan Forecast, object Limits, IReadOnlyList<string> Settings)
{
    /// <summary>300 calls in 5 minutes: half of them are taken by pushes.</summary>
    public static readonly VendorShape FiveMinutes = new(
        "300 calls in 5 minutes", [(300, TimeSpan.FromMinutes(5))], 15, TimeSpan.FromMinutes(5), new { calls = 300, windowSeconds = 300 }, []);

    /// <summary>60 calls a minute and 5,000 a day, 5 at once: five sixths of what a day has for ten minutes are taken by pushes and looks.</summary>
    public static readonly VendorShape MinuteAndDay = new(
        "60 calls a minute and 5,000 a day",
        [(60, TimeSpan.FromMinutes(1)), (5000, TimeSpan.FromDays(1))],
        1,
        TimeSpan.FromDays(1),
        new { calls = 60, windowSeconds = 60, more = new[] { new { calls = 5000, windowSeconds = 86_400 } }, concurrent = 5, counters = true },
        [
            "--Counterpart:Systems:wealthbox:BudgetCalls", "60",
            "--Counterpart:Systems:wealthbox:BudgetWindow", "00:01:00",
            "--Counterpart:Systems:wealthbox:DayCalls", "5000",
            "--Counterpart:Systems:wealthbox:VendorConcurrency", "5",
        ]);

    public static IReadOnlyList<VendorShape> All { get; } = [FiveMinutes, MinuteAndDay];
}
