using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(4, 8)]
    [InlineData(9, 256)]
    [InlineData(10, 300)]
    [InlineData(1000, 300)]
    public void Delay_Doubles_ToFiveMinutes_LessUpToAQuarter(int failures, double most)
    {
        for (var key = 0; key < 50; key++)
        {
            Assert.InRange(Backoff.Delay(failures, $"key{key}").TotalSeconds, most * 0.75, most);
        }
    }

    [Fact]
    public void Delay_SpreadsKeys_AndIsTheSameForEach()
    {
        Assert.True(Enumerable.Range(0, 50).Select(key => Backoff.Delay(5, $"key{key}")).Distinct().Count() > 40);
        Assert.Equal(Backoff.Delay(5, "key"), Backoff.Delay(5, "key"));
    }
}
