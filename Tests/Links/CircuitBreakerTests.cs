using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class CircuitBreakerTests
{
    [Fact]
    public void Failed_FiveInARow_Opens_AndOneSuccessBetweenDoesNot()
    {
        var breaker = Fail(new CircuitBreaker(), 4, 0);
        Assert.False(breaker.IsOpen);
        Assert.False(Fail(breaker.Succeeded(), 4, 0).IsOpen);
        Assert.NotNull(breaker.Pass(LinkBench.At(0)));

        var open = Fail(breaker, 1, 0);
        Assert.True(open.IsOpen);
        Assert.Null(open.Pass(LinkBench.At(0.5)));
    }

    [Fact]
    public void Pass_TimeIsOver_LetsOneProbeThrough()
    {
        var open = Fail(new CircuitBreaker(), 5, 0);
        var probing = open.Pass(LinkBench.At(1))!;
        Assert.Null(probing.Pass(LinkBench.At(1)));
        Assert.Null(probing.Pass(LinkBench.At(30)));
        // The probe was never heard of.
        Assert.NotNull(probing.Pass(LinkBench.At(31)));
        Assert.Equal(new CircuitBreaker(), probing.Succeeded());
    }

    [Fact]
    public void Failed_AgainAndAgain_WaitsLonger_AtMostFiveMinutes()
    {
        var breaker = new CircuitBreaker();
        var waits = new List<double>();
        var now = LinkBench.At(0);
        for (var i = 0; i < 20; i++)
        {
            breaker = breaker.Pass(now)!.Failed(now, "wealthbox");
            waits.Add(((breaker.OpenUntil ?? now) - now).TotalSeconds);
            now = breaker.OpenUntil ?? now;
        }

        Assert.Equal(waits.Order(), waits, (one, other) => Math.Abs(one - other) < 75);
        Assert.InRange(waits[4], 0.7, 1);
        Assert.InRange(waits[^1], 225, 300);
    }

    [Fact]
    public void Failed_ManyAtOnce_WaitsNoLongerThanAfterOne()
    {
        // Sixteen calls were under way when the system went down.
        var atOnce = Fail(new CircuitBreaker(), 16, 0);
        Assert.Equal(Fail(new CircuitBreaker(), 5, 0), atOnce);

        var again = atOnce.Pass(LinkBench.At(1))!.Failed(LinkBench.At(1), "wealthbox");
        Assert.InRange((again.OpenUntil!.Value - LinkBench.At(1)).TotalSeconds, 1.5, 2);
        Assert.Equal(again, Fail(again, 15, 1));
    }

    private static CircuitBreaker Fail(CircuitBreaker breaker, int times, double at) =>
        Enumerable.Range(0, times).Aggregate(breaker, (now, _) => now.Failed(LinkBench.At(at), "wealthbox"));
}
