using Counterpart.Load.Storm;

namespace Counterpart.Tests.Storm;

public sealed class GrowthCheckTests
{
    [Fact]
    public void ValuesThatGoUpAndDown_AreBounded() => Assert.True(Of(number => 300 + (20 * Math.Sin(number)))!.IsBounded);

    [Fact]
    public void ValuesThatRiseAllTheTime_Grow()
    {
        var check = Of(number => 300 + (2 * number) + (20 * Math.Sin(number)))!;

        Assert.False(check.IsBounded);
        Assert.InRange(check.PerEdit, 0.018, 0.022);
        Assert.InRange(check.Grown, 180, 220);
    }

    [Fact]
    public void ValuesThatRiseALittle_AreBounded() => Assert.True(Of(number => 300 + (0.2 * number))!.IsBounded);

    [Fact]
    public void Memory_ThatRisesAndLevelsOff_IsBounded()
    {
        Func<int, double> rising = number => (number < 40 ? 200 + (3 * number) : 320) + (10 * Math.Sin(number));

        Assert.False(Of(rising)!.IsBounded);
        Assert.True(Growth.Levelling("rss", Points(rising), allowed: 0.15, least: 10)!.IsBounded);
    }

    [Fact]
    public void Memory_ThatRisesOn_Grows() =>
        Assert.False(Growth.Levelling("rss", Points(number => 200 + (1.2 * number) + (10 * Math.Sin(number))), allowed: 0.15, least: 10)!.IsBounded);

    [Fact]
    public void TooFewPoints_TellNothing() => Assert.Null(GrowthCheck.Of("rss", [(0, 1), (1, 2)], allowed: 0.1, least: 0));

    [Fact]
    public void Files_AsMuchForEachEdit_AreBounded() => Assert.True(Growth.Files(Points(number => 1000 + (50 * number) + Math.Sin(number)))!.IsBounded);

    [Fact]
    public void Files_MoreForEveryFurtherEdit_Grow() => Assert.False(Growth.Files(Points(number => 1000 + (number * number) + Math.Sin(number)))!.IsBounded);

    private static GrowthCheck? Of(Func<int, double> value) => GrowthCheck.Of("rss", Points(value), allowed: 0.15, least: 10);

    private static List<(double Edits, double Value)> Points(Func<int, double> value) => [.. Enumerable.Range(0, 100).Select(number => (number * 100.0, value(number)))];
}
