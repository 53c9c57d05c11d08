using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>
/// The days on which the United States' exchanges trade, and for which custodians send files: weekdays but for the holidays of
/// the New York Stock Exchange's rule 7.2, computed. A closing that nobody could foresee has to be named.
/// </summary>
public sealed record ExchangeCalendar
{
    public static readonly ExchangeCalendar UnitedStates = new();

    /// <summary>Days of mourning, storms.</summary>
    public ImmutableArray<DateOnly> Closures { get; init; } = [];

    public bool IsOpen(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day) && !Closures.Contains(day);

    /// <summary>The day itself when it is one, else the next.</summary>
    public DateOnly OpenOnOrAfter(DateOnly day)
    {
        while (!IsOpen(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static bool IsHoliday(DateOnly day) => day.Month switch
    {
        // On a Saturday it is not made up for: the last day of the year trades.
        1 => day == (New(day.Year) is { DayOfWeek: DayOfWeek.Sunday } sunday ? sunday.AddDays(1) : New(day.Year)) || IsNth(day, 3, DayOfWeek.Monday),
        2 => IsNth(day, 3, DayOfWeek.Monday),
        3 or 4 => day == Easter(day.Year).AddDays(-2),
        5 => day.DayOfWeek == DayOfWeek.Monday && day.Day > 24,
        6 => day.Year >= 2022 && day == Observed(new DateOnly(day.Year, 6, 19)),
        7 => day == Observed(new DateOnly(day.Year, 7, 4)),
        9 => IsNth(day, 1, DayOfWeek.Monday),
        11 => IsNth(day, 4, DayOfWeek.Thursday),
        12 => day == Observed(new DateOnly(day.Year, 12, 25)),
        _ => false,
    };

    private static DateOnly New(int year) => new(year, 1, 1);

    private static DateOnly Observed(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(-1),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    private static bool IsNth(DateOnly day, int nth, DayOfWeek weekday) => day.DayOfWeek == weekday && (day.Day - 1) / 7 == nth - 1;

    /// <summary>The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).</summary>
    private static DateOnly Easter(int year)
    {
        var (golden, century, rest) = (year % 19, year / 100, year % 100);
        var moon = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - moon - (rest % 4)) % 7;
        var month = moon + weekday - (7 * ((golden + (11 * moon) + (22 * weekday)) / 451)) + 114;
        return new DateOnly(year, month / 31, (month % 31) + 1);
    }
}
