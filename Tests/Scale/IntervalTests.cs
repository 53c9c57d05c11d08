using Counterpart.Load.Scale;

namespace Counterpart.Tests.Scale;

public sealed class IntervalTests
{
    /// <summary>Of 1 to 5: deviation 1.5811, over the root of 5 0.7071, times 2.776.</summary>
    [Fact]
    public void Of_FiveRounds_IsStudentsInterval()
    {
        var interval = Interval.Of([1, 2, 3, 4, 5]);

        Assert.Equal(3, interval.Mean, 9);
        Assert.Equal(3 - 1.9629, interval.Low, 3);
        Assert.Equal(3 + 1.9629, interval.High, 3);
    }

    [Fact]
    public void OfRatios_TwiceAndHalf_IsOneInTheMiddle()
    {
        var interval = Interval.OfRatios([2, 0.5]);

        Assert.Equal(1, interval.Mean, 9);
        Assert.Equal(1 / interval.High, interval.Low, 9);
        Assert.True(interval.High > 2);
    }

    [Fact]
    public void Of_OneRound_TellsNoInterval() => Assert.Equal("1.50 (one round)", Interval.Of([1.5]).ToString());

    [Fact]
    public void Of_RoundsThatAgree_IsNarrow() => Assert.Equal("1.25 (1.25 to 1.25)", Interval.OfRatios([1.25, 1.25, 1.25]).ToString());

    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(4, 2.776)]
    [InlineData(30, 2.042)]
    [InlineData(200, 2.042)]
    public void Quantile_ByDegrees_IsOfTheTable(int degrees, double quantile) => Assert.Equal(quantile, StudentT.Quantile(degrees));
}
