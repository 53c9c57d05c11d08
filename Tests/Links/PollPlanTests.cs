using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class PollPlanTests
{
    private static readonly PollNeeds Needs = new(
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), PassCalls: 1, SweepRate: 0, Active: true);

    [Fact]
    public void Interval_NoLimit_IsAsWanted()
    {
        Assert.Equal(Needs.Least, PollPlan.Interval(null, Needs, LinkBench.At(0)));
        Assert.Equal(Needs.Usual, PollPlan.Interval(null, Needs with { Active = false }, LinkBench.At(0)));
    }

    [Fact]
    public void Interval_ScarceCalls_QuietLooksHalfAsOften_AndPassesOfManyCallsToo()
    {
        var budget = new CallBudget(5000, TimeSpan.FromDays(1));
        var active = PollPlan.Interval(budget, Needs, LinkBench.At(0));

        Assert.InRange(active.TotalSeconds, 22, 24);
        Assert.Equal(active * 2, PollPlan.Interval(budget, Needs with { Active = false }, LinkBench.At(0)));
        Assert.Equal(active.TotalSeconds * 3, PollPlan.Interval(budget, Needs with { PassCalls = 3 }, LinkBench.At(0)).TotalSeconds, 0.1);
        Assert.Equal(TimeSpan.FromSeconds(20), PollPlan.Interval(budget, Needs with { PassCalls = 3, Most = TimeSpan.FromSeconds(20) }, LinkBench.At(0)));
    }

    [Fact]
    public void Interval_PushesTakeMuch_ReadsKeepTheirShare()
    {
        var budget = new CallBudget(300, TimeSpan.FromMinutes(5));
        for (var second = 0; second < 300; second += 2)
        {
            budget = budget.Reserve(LinkBench.At(second), 2, CallKind.Push) ?? budget;
        }

        var rate = PollPlan.ReadRate(budget, 0, LinkBench.At(300));
        Assert.InRange(rate, 0.19, 0.21);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    public void Day_RunToItsEnd_TheLastHourIsAsFreshAsTheFirst(double pushesPerSecond)
    {
        var budget = new CallBudget([new CallWindow(60, TimeSpan.FromMinutes(1)), new CallWindow(5000, TimeSpan.FromDays(1))]);
        var passes = new List<double>();
        var (second, nextPass, owed) = (0.0, 0.0, 0.0);
        for (; second < 48 * 3600; second += 1)
        {
            var now = LinkBench.At(second);
            owed += pushesPerSecond;
            if (owed >= 2 && budget.Reserve(now, 2, CallKind.Push) is { } pushed)
            {
                (budget, owed) = (pushed, owed - 2);
            }

            if (second >= nextPass && budget.Reserve(now, 1, CallKind.Read) is { } read)
            {
                budget = read;
                passes.Add(second);
                nextPass = second + PollPlan.Interval(budget, Needs, now).TotalSeconds;
            }
        }

        Assert.True(owed < 2, $"{owed} calls of pushes were not made");
        var hours = Enumerable.Range(0, 48).Select(hour => passes.Count(at => at >= hour * 3600 && at < (hour + 1) * 3600)).ToList();
        // The first hours do not know yet how much pushes will take.
        var usual = hours[10];
        Assert.All(hours.Skip(1), count => Assert.InRange(count, usual * 0.75, usual * 1.35));
    }

    [Fact]
    public void Rate_OfADay_IsWhatGoesOnNow_OfAShortWindowThePlansAverage()
    {
        var day = new CallWindow(5000, TimeSpan.FromDays(1));
        var short5 = new CallWindow(300, TimeSpan.FromMinutes(5));
        var (ofDay, ofShort) = (new CallBudget([day]), new CallBudget([short5]));
        for (var second = 0; second < 300; second += 30)
        {
            ofDay = ofDay.Reserve(LinkBench.At(second), 4, CallKind.Push)!;
            ofShort = ofShort.Reserve(LinkBench.At(second), 4, CallKind.Push)!;
        }

        var now = LinkBench.At(300);
        Assert.InRange(BudgetForecast.Rate(ofDay, day, Needs, TimeSpan.FromSeconds(20), now), 0.17, 0.19);
        Assert.NotNull(BudgetForecast.EndsAt(ofDay, day, 0.18, now));
        Assert.InRange(BudgetForecast.Rate(ofShort, short5, Needs, TimeSpan.FromSeconds(1.3), now), 0.8, short5.Rate);
        Assert.InRange(BudgetForecast.Rate(ofShort, short5, Needs with { Active = false }, TimeSpan.FromSeconds(5), now), 0.31, 0.35);
    }

    [Fact]
    public void Forecast_AtThisRate_TellsWhenTheDayEnds_AndWhatCame()
    {
        var day = new CallWindow(5000, TimeSpan.FromDays(1));
        var budget = new CallBudget([day]);
        for (var minute = 0; minute < 60; minute++)
        {
            budget = budget.Reserve(LinkBench.At(minute * 60), 10, CallKind.Push)!;
        }

        var now = LinkBench.At(3600);
        var ends = BudgetForecast.EndsAt(budget, day, 600.0 / 3600, now);
        Assert.InRange((ends!.Value - now).TotalHours, 7.3, 7.4);
        Assert.Null(BudgetForecast.EndsAt(budget, day, 0.05, now));
        Assert.Null(BudgetForecast.EndsAt(budget, day, 0, now));

        var forecasts = BudgetForecast.Roll([], budget, _ => 0.1, now);
        var made = Assert.Single(forecasts);
        Assert.Equal((360, LinkBench.At(7200), null), (made.Expected, made.To, made.Came));
        budget = budget.Reserve(LinkBench.At(7000), 350)!;
        forecasts = BudgetForecast.Roll(forecasts, budget, _ => 0.2, LinkBench.At(7200));
        Assert.Equal([(360, (int?)350), (720, null)], forecasts.Select(forecast => (forecast.Expected, forecast.Came)));

        var view = BudgetForecast.View(budget, forecasts, Needs, TimeSpan.FromSeconds(20), LinkBench.At(7200));
        var window = Assert.Single(view.Windows);
        Assert.Equal((5000, 950, 600, 4050), (window.Limit, window.Spent, window.Pushes, window.Left));
        Assert.Equal((350, 720), (window.Last!.Came, window.Forecast!.Expected));
    }
}
