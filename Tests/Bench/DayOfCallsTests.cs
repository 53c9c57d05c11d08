using Counterpart.Load;

namespace Counterpart.Tests.Bench;

public sealed class DayOfCallsTests
{
    /// <summary>Law 9, and calls that are spent and not saved.</summary>
    [Fact]
    public void Run_KeepsTheLimit_AndFindsEditsWithinSeconds()
    {
        var day = new DayOfCalls(seed: 3).Run();

        Assert.InRange(day.Most, DayOfCalls.Calls / 2, DayOfCalls.Calls);
        Assert.InRange(day.FirstHour.TotalSeconds, 1, 60);
        Assert.InRange(day.LastHour.TotalSeconds, 1, 60);
    }

    [Fact]
    public void Run_OfTheSameSeed_IsTheSame() => Assert.Equal(new DayOfCalls(seed: 4).Run(), new DayOfCalls(seed: 4).Run());
}
