using System.Globalization;
using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class AccountStatusTests
{
    private static readonly ExchangeCalendar Calendar = ExchangeCalendar.UnitedStates;

    [Theory]
    [InlineData(2021, "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24")]
    [InlineData(2022, "01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26")]
    [InlineData(2023, "01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25")]
    [InlineData(2024, "01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25")]
    [InlineData(2025, "01-01 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25")]
    [InlineData(2026, "01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25")]
    [InlineData(2027, "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24")]
    [InlineData(2028, "01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25")]
    public void Calendar_WeekdaysWithoutTrading_AreTheExchangesHolidays(int year, string expected)
    {
        var closed = Enumerable.Range(0, 366)
            .Select(day => new DateOnly(year, 1, 1).AddDays(day))
            .Where(day => day.Year == year && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Calendar.IsOpen(day))
            .Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(expected, string.Join(' ', closed));
    }

    [Fact]
    public void Calendar_ANamedClosing_IsNoTradingDay()
    {
        var mourning = new DateOnly(2025, 1, 9);
        Assert.True(Calendar.IsOpen(mourning));
        Assert.Equal(mourning.AddDays(1), (Calendar with { Closures = [mourning] }).OpenOnOrAfter(mourning));
    }

    [Theory]
    [InlineData("2026-03-08T06:59:59Z", -5)]
    [InlineData("2026-03-08T07:00:00Z", -4)]
    [InlineData("2026-11-01T05:59:59Z", -4)]
    [InlineData("2026-11-01T06:00:00Z", -5)]
    [InlineData("2027-01-01T03:00:00Z", -5)]
    [InlineData("2026-07-01T00:00:00Z", -4)]
    public void EasternTime_FollowsTheRule(string time, int hours) => Assert.Equal(TimeSpan.FromHours(hours), EasternTime.OffsetAt(At(time)));

    [Theory]
    [InlineData("2026-03-03T15:00:00Z", "2026-03-03")]
    [InlineData("2026-03-04T04:59:59Z", "2026-03-03")]
    [InlineData("2026-03-04T05:00:00Z", "2026-03-03")]
    [InlineData("2026-03-04T05:00:01Z", "2026-03-04")]
    [InlineData("2026-07-02T04:00:00Z", "2026-07-01")]
    [InlineData("2026-07-02T04:00:01Z", "2026-07-02")]
    [InlineData("2026-03-07T05:00:01Z", "2026-03-09")]
    [InlineData("2026-07-03T12:00:00Z", "2026-07-06")]
    [InlineData("2026-12-25T12:00:00Z", "2026-12-28")]
    public void FirstDataDate_IsTheFirstWhoseCutOffIsNotBeforeTheMoment(string moment, string expected) =>
        Assert.Equal(DateOnly.ParseExact(expected, "yyyy-MM-dd", CultureInfo.InvariantCulture), AccountStatuses.FirstDataDate(At(moment), Calendar));

    [Fact]
    public void Of_NeverLinked_IsNone()
    {
        Assert.Null(Of(new LinkBench(), null));
        Assert.Null(Of(new LinkBench(), new DateOnly(2030, 1, 2)));
    }

    // The bench links at 9:00 UTC on Monday, the 2nd of March 2026: at four in the morning in New York.
    [Fact]
    public void Of_Linked_IsPendingUntilTheFilesOfThatDayAreIn()
    {
        var bench = new LinkBench().Linked();

        Assert.Equal(AccountStatus.Pending, Of(bench, null));
        Assert.Equal(AccountStatus.Pending, Of(bench, new DateOnly(2026, 2, 27)));
        Assert.Equal(AccountStatus.Active, Of(bench, new DateOnly(2026, 3, 2)));
        bench.Send(new LinkCommand.Pause { At = LinkBench.At(5) });
        Assert.Equal(AccountStatus.Active, Of(bench, new DateOnly(2026, 3, 3)));
    }

    [Fact]
    public void Of_Unlinked_IsRemovingUntilTheNextFilesAreIn_ThenGone()
    {
        var bench = new LinkBench().Linked();
        Unlink(bench, hours: 48);

        Assert.Equal(AccountStatus.Removing, Of(bench, new DateOnly(2026, 3, 3)));
        Assert.Equal(AccountStatus.Gone, Of(bench, new DateOnly(2026, 3, 4)));
        bench.Linked("other", at: 3 * 86_400);
        Assert.Equal(AccountStatus.Pending, Of(bench, new DateOnly(2026, 3, 4)));
    }

    [Fact]
    public void Of_UnlinkedBeforeAnythingWasShown_IsGone()
    {
        var bench = new LinkBench().Linked();
        Unlink(bench, hours: 2);

        Assert.Equal(AccountStatus.Gone, Of(bench, null));
    }

    [Fact]
    public void Of_Leaving_CountsFromWhenItWasSaid()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 2 * 86_400, ("name", "Bea"));
        var attempt = bench.Begun(Side.Partner, (2 * 86_400) + 1, ("name", "Ann"));
        Unlink(bench, hours: 49);
        Assert.Equal((Phase.Leaving, AccountStatus.Removing), (bench.State.Phase, Of(bench, new DateOnly(2026, 3, 3))));

        bench.Applied(attempt, 5 * 86_400, ("name", "Bea"));
        Assert.Equal((Phase.Unlinked, AccountStatus.Gone), (bench.State.Phase, Of(bench, new DateOnly(2026, 3, 4))));
    }

    private static AccountStatus? Of(LinkBench bench, DateOnly? dataDate) => AccountStatuses.Of(bench.State, dataDate, Calendar);

    private static void Unlink(LinkBench bench, int hours) =>
        bench.Send(new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = LinkBench.Zero.AddHours(hours) });

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
