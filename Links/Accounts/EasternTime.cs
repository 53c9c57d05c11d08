namespace Counterpart.Links;

/// <summary>
/// The date in New York, by the rule since 2007: summer time from the second Sunday of March to the first of November, at two
/// o'clock in the morning. Stated here, because what a link says must not depend on a machine's table of time zones.
/// </summary>
public static class EasternTime
{
    private static readonly TimeSpan Winter = TimeSpan.FromHours(-5);
    private static readonly TimeSpan Summer = TimeSpan.FromHours(-4);

    public static DateOnly DateAt(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(OffsetAt(time)).DateTime);

    public static TimeSpan OffsetAt(DateTimeOffset time)
    {
        var year = time.UtcDateTime.Year;
        var begins = new DateTimeOffset(Sunday(year, 3, 2), new TimeOnly(2, 0), Winter);
        var ends = new DateTimeOffset(Sunday(year, 11, 1), new TimeOnly(2, 0), Summer);
        return time >= begins && time < ends ? Summer : Winter;
    }

    private static DateOnly Sunday(int year, int month, int nth)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((7 - (int)first.DayOfWeek) % 7) + (7 * (nth - 1)));
    }
}
