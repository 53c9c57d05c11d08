using Counterpart.Load;

namespace Counterpart.Tests.Bench;

public sealed class DayOfCallsTests
{
    [Fact]
    public void Run_KeepsTheLimit_AndFindsEditsWithinSeconds()
    {
        var day = DayOfCalls.NineToFive(seed: 3).Run();

        Assert.InRange(day.Most, DayOfCalls.Calls / 2, DayOfCalls.Calls);
        Assert.InRange(day.FirstHour.TotalSeconds, 1, 60);
        Assert.InRange(day.LastHour.TotalSeconds, 1, 60);
    }

    [Fact]
    public void Run_OfTheSameSeed_IsTheSame() => Assert.Equal(DayOfCalls.AroundTheClock(seed: 4).Run(), DayOfCalls.AroundTheClock(seed: 4).Run());
}
