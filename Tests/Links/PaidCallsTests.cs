using Counterpart.Links;

namespace Counterpart.Tests.Links;

/// <summary>Calls that were taken ahead count in the bucket in which they were taken, and in no other.</summary>
public sealed class PaidCallsTests
{
    private static readonly DateTimeOffset Taken = LinkBench.At(13);

    [Fact]
    public void TryUse_WithinTheBucket_AsOftenAsTheyWereTaken()
    {
        var paid = new PaidCalls(2, Taken);

        Assert.True(paid.TryUse(LinkBench.At(19.9)));
        Assert.Equal(1, paid.Unused(LinkBench.At(19.9)));
        Assert.True(paid.TryUse(LinkBench.At(19.9)));
        Assert.False(paid.TryUse(LinkBench.At(19.9)));
    }

    [Fact]
    public void TryUse_AfterASlowRead_HasToBeTakenAnew()
    {
        var paid = new PaidCalls(2, Taken);
        paid.TryUse(LinkBench.At(14));

        Assert.False(paid.TryUse(LinkBench.At(20)));
        Assert.Equal(0, paid.Unused(LinkBench.At(20)));
    }
}
