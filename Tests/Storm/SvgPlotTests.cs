using System.Globalization;
using System.Xml.Linq;
using Counterpart.Load.Storm;

namespace Counterpart.Tests.Storm;

public sealed class SvgPlotTests
{
    [Fact]
    public void Plot_WithGaps_IsXmlWithALineForEveryPart()
    {
        var plot = new Plot("A <b> & c", "ms", "", [new Curve("p50", [(1, 5), (2, 10), (3, double.NaN), (4, 7), (5, 8)]), new Curve("p99", [(1, 50), (5, 80)])]);

        var svg = XElement.Parse(SvgPlot.Of(plot, [new Mark(0, "warm-up", IsFault: false), new Mark(3, "server killed", IsFault: true)]));

        var curves = svg.Elements("path").Select(path => path.Attribute("d")!.Value).ToList();
        Assert.Equal([2, 1], curves.Select(curve => curve.Count(letter => letter == 'M')));
        Assert.Contains("ms", svg.Elements("text").Select(text => text.Value));
        Assert.Equal("server killed", svg.Elements("line").Single(line => line.Attribute("class")?.Value == "fault").Value);
    }

    [Fact]
    public void Plot_HigherValues_AreHigherUp()
    {
        var svg = XElement.Parse(SvgPlot.Of(new Plot("t", "ms", "", [new Curve("a", [(0, 1), (10, 1000)])], IsLog: true), []));

        var points = svg.Element("path")!.Attribute("d")!.Value.Split('M', 'L').Skip(1).Select(point => point.Split(' ').Select(Number).ToList()).ToList();

        Assert.True(points[0][0] < points[1][0]);
        Assert.True(points[0][1] > points[1][1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(97)]
    [InlineData(1_234_567)]
    public void Linear_HasFewRoundTicksThatReachTheMost(double most)
    {
        var axis = Axis.Linear(most, 5);

        Assert.InRange(axis.Ticks.Count, 2, 7);
        Assert.True(axis.End >= most);
        Assert.InRange(axis.At(most), 0, 1);
    }

    [Fact]
    public void Log_HasAPowerOfTenBelowAndAbove()
    {
        var axis = Axis.Log(3, 450);

        Assert.Equal([1, 10, 100, 1000], axis.Ticks.Select(tick => Math.Round(tick, 6)));
        Assert.Equal(0.5, axis.At(Math.Sqrt(1000)), 6);
    }

    [Theory]
    [InlineData(0.25, "0.25")]
    [InlineData(1500, "1500")]
    [InlineData(25_000, "25 k")]
    [InlineData(3_500_000, "3.5 M")]
    public void Text_OfATick_IsShort(double value, string text) => Assert.Equal(text, Axis.Text(value));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
