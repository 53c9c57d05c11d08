using Counterpart.Load.Storm;

namespace Counterpart.Tests.Storm;

public sealed class SaturationTests
{
    private static readonly TimeSpan Before = TimeSpan.FromMilliseconds(30);

    [Theory]
    [InlineData(100, 100, 99, 0, false, "none")]
    [InlineData(100, 100, 90, 0, true, "product")]
    [InlineData(100, 100, 99, 0.02, true, "product")]
    [InlineData(100, 80, 80, 0, true, "generator or simulators")]
    public void Stage_FallsBehind_WhereLessIsAnsweredThanDue(double due, double sent, double answered, double refused, bool behind, string limit)
    {
        var stage = new StageResult("step", 100, due, sent, answered, refused, Before, Before, Before);

        Assert.Equal((behind, limit), (stage.FallsBehind, stage.Limit));
    }

    [Fact]
    public void Recovery_IsTheLastIntervalThatWasNotWell() => Assert.Equal(
        TimeSpan.FromSeconds(3),
        Saturation.Recovery([Slow(101), Well(102), Busy(103), Well(104), Well(105), Well(106)], end: 100, Before));

    [Fact]
    public void Recovery_WhereAllIsWellAtOnce_TakesNoTime() => Assert.Equal(
        TimeSpan.Zero, Saturation.Recovery([Well(101), Well(102), Well(103)], end: 100, Before));

    [Fact]
    public void Recovery_WhereItNeverHolds_IsNone() => Assert.Null(
        Saturation.Recovery([Well(101), Well(102), Behind(103), Well(104), Well(105)], end: 100, Before));

    private static Sample Well(double at) => Of(at, answered: 100, busy: 0, p99: 80);

    private static Sample Slow(double at) => Of(at, answered: 100, busy: 0, p99: 4000);

    private static Sample Busy(double at) => Of(at, answered: 100, busy: 1, p99: 20);

    private static Sample Behind(double at) => Of(at, answered: 50, busy: 0, p99: 20);

    private static Sample Of(double at, double answered, double busy, double p99) => new(
        at,
        "recovery",
        new Dictionary<string, double>(StringComparer.Ordinal) { ["post.sent"] = 100, ["post.answered"] = answered, ["post.busy"] = busy, ["post.p99"] = p99 });
}
