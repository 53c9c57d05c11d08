using Counterpart.Load;

namespace Counterpart.Tests.Bench;

public sealed class FigureTests
{
    [Theory]
    [InlineData(new[] { 3.0, 1.0, 9.0 }, 3.0)]
    [InlineData(new[] { 4.0, 1.0, 2.0, 100.0 }, 3.0)]
    [InlineData(new[] { 7.0 }, 7.0)]
    public void Value_IsTheMedianOfTheRounds(double[] rounds, double median) => Assert.Equal(median, new Figure("speed", "edits/s", rounds).Value);

    [Fact]
    public void Value_WithoutARound_IsNone()
    {
        var figure = new Figure("speed", "edits/s", [], Wanted.AtLeast(1));

        Assert.Equal((null, Verdict.NotMeasured), (figure.Value, figure.Verdict));
    }

    [Theory]
    [InlineData(0.29, nameof(Verdict.GateMissed))]
    [InlineData(0.3, nameof(Verdict.GateKept))]
    [InlineData(0.49, nameof(Verdict.GateKept))]
    [InlineData(0.5, nameof(Verdict.GoalReached))]
    public void Verdict_WhereMoreIsBetter_GoesByGateAndGoal(double value, string verdict) =>
        Assert.Equal(verdict, Figure.Ratio("http", [value], Wanted.AtLeast(0.3, goal: 0.5)).Verdict.ToString());

    [Theory]
    [InlineData(21, nameof(Verdict.GateMissed))]
    [InlineData(20, nameof(Verdict.GateKept))]
    [InlineData(5, nameof(Verdict.GoalReached))]
    public void Verdict_WhereLessIsBetter_GoesByGateAndGoal(double value, string verdict) =>
        Assert.Equal(verdict, Figure.Once("waiting", "ms", value, Wanted.AtMost(20, goal: 5)).Verdict.ToString());

    [Fact]
    public void Verdict_WithoutAGate_MissesOnlyTheGoal()
    {
        Assert.Equal(Verdict.GoalMissed, Figure.Ratio("stock", [7.9], Wanted.Towards(8, moreIsBetter: true)).Verdict);
        Assert.Equal(Verdict.GoalReached, Figure.Once("waiting", "ms", 4, Wanted.Towards(5, moreIsBetter: false)).Verdict);
        Assert.Equal(Verdict.GateKept, Figure.Ratio("grain-call", [0.5], Wanted.AtLeast(0.5)).Verdict);
        Assert.Equal(Verdict.Told, Figure.Ratio("dashboard", [0.1]).Verdict);
    }

    [Fact]
    public void RoundValues_RatioIsTakenRoundByRound()
    {
        var values = new RoundValues();
        foreach (var (upper, lower) in ((double, double)[])[(10, 20), (40, 50), (90, 100)])
        {
            values.Add("edits", upper);
            values.Add("empty", lower);
        }

        Assert.Equal([0.5, 0.8, 0.9], values.Ratio("edits", "empty"));
        Assert.Empty(values.Ratio("edits", "nothing"));
        Assert.Equal(["edits", "empty"], values.Parts);
    }

    [Theory]
    [InlineData(17_912.4, "17,912")]
    [InlineData(12.34, "12.3")]
    [InlineData(0.3049, "0.3")]
    [InlineData(0.0123456, "0.0123")]
    [InlineData(0, "0")]
    public void Digits_AreFew(double value, string text) => Assert.Equal(text, Digits.Of(value));
}
