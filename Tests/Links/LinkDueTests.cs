using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class LinkDueTests
{
    [Fact]
    public void Of_Unlinked_IsNever() => Assert.Null(new LinkBench().Due(Side.Hub));

    [Fact]
    public void Of_SideNeverRead_IsSoonAfterLinking()
    {
        var bench = new LinkBench().Linked();
        Assert.Equal((LinkBench.At(2), LinkBench.At(2)), (bench.Due(Side.Hub)!.Value, bench.Due(Side.Partner)!.Value));

        bench.See(Side.Hub, 1, ("name", "Ann"));
        Assert.Null(bench.Due(Side.Hub));
    }

    [Fact]
    public void Of_Agreed_IsNever() => Assert.Null(LinkBench.Agreed().Due(Side.Partner));

    [Fact]
    public void Of_Owed_IsAfterTheDebounceAndForTheTargetOnly()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));

        Assert.Equal(LinkBench.At(10.4), bench.Due(Side.Partner));
        Assert.Null(bench.Due(Side.Hub));
    }

    [Fact]
    public void Of_ContactSyncOff_IsNever()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.Settings = new LinkSettings(bench.Settings.Rules) { ContactSync = false };

        Assert.Null(bench.Due(Side.Partner));
    }

    [Fact]
    public void Of_Broken_IsNever()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.Send(new LinkCommand.RecordGone(Side.Partner, GoneReason.AccessLost, LinkBench.At(11)) { At = LinkBench.At(11) });

        Assert.Null(bench.Due(Side.Partner));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, 12.0, true)]
    [InlineData(12.0, null, true)]
    [InlineData(12.0, 12.0, false)]
    [InlineData(12.0, 11.0, true)]
    [InlineData(12.0, 13.0, false)]
    [InlineData(9.0, 13.0, true)]
    [InlineData(10.0, 13.0, true)]
    public void IsToBeWritten_LaterThanATimeStillToCome_IsNot(double? before, double? after, bool expected) =>
        Assert.Equal(expected, LinkDue.IsToBeWritten(At(before), At(after), LinkBench.At(10)));

    private static DateTimeOffset? At(double? seconds) => seconds is { } known ? LinkBench.At(known) : null;
}
