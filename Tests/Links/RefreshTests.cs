using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class RefreshTests
{
    [Fact]
    public void Refresh_MakesBothSidesDueAtOnce_AndAReadThatBeganAfterSatisfiesIt()
    {
        var bench = LinkBench.Agreed();

        Assert.Equal(new LinkReply.RefreshAsked(LinkBench.At(1), LinkBench.At(2)), Refresh(bench, 10));
        Assert.Equal((LinkBench.At(10), LinkBench.At(10)), (bench.Due(Side.Hub)!.Value, bench.Due(Side.Partner)!.Value));

        bench.See(Side.Hub, 9.9, ("name", "Ann"));
        Assert.NotNull(bench.Due(Side.Hub));
        bench.See(Side.Hub, 10, ("name", "Ann"));
        Assert.Null(bench.Due(Side.Hub));
        Assert.NotNull(bench.Due(Side.Partner));
        Assert.Equal(LinkBench.At(10), bench.State.Hub.KnownAt);
    }

    [Fact]
    public void Refresh_AListPageOrAPartialRead_DoesNotSatisfyIt()
    {
        var bench = LinkBench.Agreed();
        Refresh(bench, 10);
        bench.Observe(LinkBench.Read(Side.Hub, 11, ("name", "Ann")) with { Single = false });
        bench.Observe(LinkBench.Read(Side.Hub, 12, ("name", "Ann")) with { Whole = false });

        Assert.NotNull(bench.Due(Side.Hub));
    }

    [Fact]
    public void Refresh_ReadThatIsNotBelieved_DoesNotSatisfyIt()
    {
        var bench = LinkBench.Agreed();
        bench.Observe(LinkBench.Read(Side.Hub, 3, ("name", "Ann")) with { Revision = 7 });
        Refresh(bench, 10);

        Assert.IsType<LinkReply.NotBelieved>(bench.Observe(LinkBench.Read(Side.Hub, 11, ("name", "Ann")) with { Revision = 6 }));
        Assert.NotNull(bench.Due(Side.Hub));
    }

    [Fact]
    public void Refresh_TheReadOfAPush_SatisfiesItToo()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        Refresh(bench, 11);
        bench.Applied(bench.Begun(Side.Partner, 12, ("name", "Ann")), 13, ("name", "Bea"));

        Assert.Null(bench.Due(Side.Partner));
    }

    [Fact]
    public void Refresh_WhilePausedOrSyncIsOff_IsDue()
    {
        var bench = LinkBench.Agreed();
        bench.Send(new LinkCommand.Pause { At = LinkBench.At(5) });
        bench.Settings = new LinkSettings(bench.Settings.Rules) { ContactSync = false };
        Refresh(bench, 10);

        Assert.Equal(LinkBench.At(10), bench.Due(Side.Hub));
    }

    [Fact]
    public void Refresh_WhileBroken_LooksAgain_AndStopsWhenItIsStillGone()
    {
        var bench = LinkBench.Agreed();
        Gone(bench, 10);
        Refresh(bench, 20);
        Assert.Equal(LinkBench.At(20), bench.Due(Side.Partner));

        Gone(bench, 15);
        Assert.NotNull(bench.Due(Side.Partner));
        Gone(bench, 21);
        Assert.Null(bench.Due(Side.Partner));
        Gone(bench, 22);
        Assert.Empty(bench.Last);

        Refresh(bench, 30);
        bench.Begin(Side.Partner, 31, ("name", "Ann"));
        Assert.Equal((Phase.Linked, null), (bench.State.Phase, bench.Due(Side.Partner)));
    }

    [Fact]
    public void Refresh_NotLinked_SaysSo() => Assert.Equal(new LinkReply.NotLinked(Phase.Unlinked), Refresh(new LinkBench(), 1));

    private static LinkReply Refresh(LinkBench bench, double at) => bench.Send(new LinkCommand.Refresh { At = LinkBench.At(at) });

    private static void Gone(LinkBench bench, double at) =>
        bench.Send(new LinkCommand.RecordGone(Side.Partner, GoneReason.AccessLost, LinkBench.At(at)) { At = LinkBench.At(at) });
}
