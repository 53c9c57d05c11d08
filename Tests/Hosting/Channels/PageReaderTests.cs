using Counterpart.Hosting;
using Counterpart.Systems;

namespace Counterpart.Tests.Hosting;

public sealed class PageReaderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(FailureKind.Unavailable)]
    [InlineData(FailureKind.Unauthorized)]
    public void WhatTheCircuitCounts_IsNotWaitedForBesideIt(FailureKind kind) =>
        Assert.InRange(PageReader.WaitAfter(new CallFailure(kind, "down"), failures: 9, "wealthbox"), 0.75 * Second, Second);

    [Fact]
    public void WhatItDoesNotCount_IsAskedForLessAndLessOften() =>
        Assert.InRange(PageReader.WaitAfter(new CallFailure(FailureKind.Rejected, "no"), failures: 4, "wealthbox"), 6 * Second, 8 * Second);

    [Fact]
    public void WhatTheSystemSays_IsWaited() =>
        Assert.Equal(7 * Second, PageReader.WaitAfter(new CallFailure(FailureKind.Unavailable, "later", 7 * Second), failures: 9, "wealthbox"));
}
