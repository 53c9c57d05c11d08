using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class PeekPlanTests
{
    [Fact]
    public void First_AsksForTheMost() => Assert.Equal(100, new PeekPlan(100).Count);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(7, 24)]
    [InlineData(60, 100)]
    public void Next_AsksForTwiceWhatWasFound(int depth, int count) => Assert.Equal(count, new PeekPlan(100).After(depth).Count);

    [Fact]
    public void NewToItsEnd_AsksForTheMost() => Assert.Equal(100, new PeekPlan(100).After(0).After(10).Count);

    [Fact]
    public void FewerThanAFewAllowed_AsksForThose() => Assert.Equal(5, new PeekPlan(5).After(2).Count);
}
