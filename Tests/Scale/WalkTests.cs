using Counterpart.Load.Scale;

namespace Counterpart.Tests.Scale;

public sealed class WalkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(1_000)]
    [InlineData(30_030)]
    public void At_AsManySteps_ComesToEachOnce(int count)
    {
        var walk = new Walk(count);

        Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, count).Select(step => walk.At(step)).Order());
    }

    [Fact]
    public void At_AfterTheLast_BeginsAnew()
    {
        var walk = new Walk(1_000_000);

        Assert.Equal(walk.At(17), walk.At(1_000_017));
        Assert.InRange(walk.At(long.MaxValue - 1), 0, 999_999);
    }

    [Fact]
    public void At_FewStepsOfMany_IsSpreadEvenly()
    {
        var walk = new Walk(1_000_000);

        var tenths = Enumerable.Range(0, 1_000).GroupBy(step => walk.At(step) / 100_000).Select(tenth => tenth.Count());

        Assert.All(tenths, count => Assert.InRange(count, 90, 110));
    }
}
