using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class BrakeTests
{
    [Theory]
    [InlineData(4, 4, false)]
    [InlineData(5, 5, true)]
    [InlineData(5, 100, false)]
    [InlineData(6, 100, true)]
    [InlineData(50, 1000, false)]
    [InlineData(51, 1000, true)]
    public void Stops_MoreThanAShareOfTheLinks_AndNotAFew(int blanked, int links, bool stops)
    {
        Assert.Equal(stops, Brake.Stops(blanked, links));
        // Counting may stop there.
        Assert.Equal(stops, Brake.Stops(blanked, Math.Min(links, Brake.EnoughLinks(blanked))));
    }

    [Fact]
    public void Count_ValuesThatBothSidesHold_AndTheReadLacks()
    {
        var bench = LinkBench.Agreed();
        var state = bench.State;

        Assert.Equal(1, BlankScan.Count(state, Side.Partner, Read(("name", null)), bench.Settings));
        Assert.Equal(0, BlankScan.Count(state, Side.Partner, Read(("name", "Bea")), bench.Settings));
        Assert.Equal(0, BlankScan.Count(state, Side.Partner, Read(), bench.Settings));
        Assert.Equal(0, BlankScan.Count(state, Side.Partner, Read(("job", null)), bench.Settings));
        var oneWay = LinkBench.With(rule => rule with { Direction = Direction.ToPartner });
        Assert.Equal(0, BlankScan.Count(state, Side.Partner, Read(("name", null)), oneWay));
        Assert.Equal(1, BlankScan.Count(state, Side.Hub, Read(("name", null)), oneWay));
        var kept = LinkBench.With(rule => rule with { OnBlank = BlankRule.Keep });
        Assert.Equal(0, BlankScan.Count(state, Side.Partner, Read(("name", null)), kept));
    }

    /// <summary>A page may be read before our own write and be taken after it: the value that we wrote is not blanked by that.</summary>
    [Fact]
    public void Count_OfAReadFromBeforeOurWrite_IsNone()
    {
        var bench = LinkBench.Agreed();
        var fence = bench.State.Of(Side.Partner).Fence;
        var read = new RecordRead { Side = Side.Partner, Content = Read(("name", null)), StartedAt = fence, EndedAt = fence };

        Assert.Equal(1, BlankScan.Count(bench.State, read, bench.Settings));
        Assert.Equal(0, BlankScan.Count(bench.State, read with { StartedAt = fence.AddMilliseconds(-1) }, bench.Settings));
    }

    [Fact]
    public void Order_HotFirst_ThenNewestAndLongestWaitingInTurn() =>
        Assert.Equal([3, 6, 1, 5, 2, 4], PushOrder.Of([1, 2, 3, 4, 5, 6], entry => entry == 3));

    private static RecordContent Read(params (string Path, string? Text)[] scalars) => new()
    {
        Scalars = scalars.ToImmutableDictionary(scalar => scalar.Path, scalar => FieldValue.Of(scalar.Text), StringComparer.Ordinal),
        Lists = ImmutableDictionary<string, ImmutableArray<RecordRow>>.Empty,
    };
}
