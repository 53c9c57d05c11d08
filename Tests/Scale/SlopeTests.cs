using Counterpart.Load.Scale;

namespace Counterpart.Tests.Scale;

public sealed class SlopeTests
{
    [Fact]
    public void Add_CostThatGrowsWithASquareRoot_HasThatPowerAndRatio()
    {
        double[] sizes = [1, 10, 100, 10_000];
        var slope = new Slope(sizes);

        slope.Add([.. sizes.Select(size => 3 * Math.Sqrt(size))]);

        Assert.Equal(0.5, Assert.Single(slope.Exponents), 9);
        Assert.Equal(100, Assert.Single(slope.Ratios), 9);
    }

    [Fact]
    public void Add_SeveralRounds_KeepsTheirOrder()
    {
        var slope = new Slope([1, 1000]);

        slope.Add([10, 20]);
        slope.Add([20, 20]);

        Assert.Equal([2.0, 1.0], slope.Ratios);
        Assert.Equal([10.0, 20.0], slope.CostsAt(0));
        Assert.Equal(0, slope.Exponents[1], 9);
    }

    /// <summary>By hand: means 2 and 4, (-1)(-2) + 0 + (1)(2) over 1 + 0 + 1.</summary>
    [Fact]
    public void Fit_PointsBesideALine_TakesTheLeastSquares() => Assert.Equal(2, Slope.Fit([1, 2, 3], [2, 4, 6]), 9);

    [Fact]
    public void Fit_NoisyPoints_DoesNotFollowTheLastAlone() => Assert.Equal(0.15, Slope.Fit([0, 1, 2, 3], [1, 0, 0, 1.5]), 9);
}
