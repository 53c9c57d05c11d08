using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class PauseTests
{
    [Fact]
    public void Pause_EditsAreSeenAndDecided_AndNothingIsBegunBeforeResume()
    {
        var bench = Paused();
        bench.See(Side.Hub, 10, ("name", "Bea"));

        Assert.Equal((Phase.Paused, RegisterStatus.Owed), (bench.State.Phase, bench.Name.Status));
        Assert.Null(bench.Due(Side.Partner));
        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(Side.Partner, 11, ("name", "Ann")));

        Assert.IsType<LinkReply.Resumed>(Resume(bench));
        Assert.Equal(LinkBench.At(10.4), bench.Due(Side.Partner));
        Assert.IsType<LinkReply.Begun>(bench.Begin(Side.Partner, 12, ("name", "Ann")));
    }

    [Fact]
    public void Pause_BothSidesEdited_AreReconciledByTheirOrder()
    {
        var bench = Paused();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.Observe(LinkBench.Read(Side.Partner, 30, ("name", "Cleo")) with { UnchangedSince = LinkBench.At(20) });
        Resume(bench);

        Assert.Equal((RegisterStatus.Owed, Side.Hub, 0), (bench.Name.Status, bench.Name.OwedTo, LinkNotices.Of(bench.State, bench.Settings).Length));
    }

    [Fact]
    public void Pause_Again_AndResumeOfWhatRuns_AddNothing()
    {
        var bench = Paused();
        Assert.IsType<LinkReply.Paused>(Pause(bench));
        Assert.Empty(bench.Last);
        Resume(bench);

        Assert.IsType<LinkReply.Resumed>(Resume(bench));
        Assert.Empty(bench.Last);
    }

    [Fact]
    public void Pause_NotLinkedOrLeaving_IsRefused()
    {
        Assert.Equal(new LinkReply.NotLinked(Phase.Unlinked), Pause(new LinkBench()));
        var bench = Writing(out _);
        Unlink(bench, 12);

        Assert.Equal(new LinkReply.NotLinked(Phase.Leaving), Pause(bench));
        Assert.Equal(new LinkReply.NotLinked(Phase.Leaving), Resume(bench));
    }

    [Fact]
    public void Pause_WhileAWriteIsOut_SettlesItAndBeginsNoOther()
    {
        var bench = Writing(out var attempt);
        Pause(bench);
        Assert.NotNull(bench.Due(Side.Partner));
        bench.See(Side.Hub, 13, ("name", "Cleo"));

        bench.Applied(attempt, 14, ("name", "Bea"));

        Assert.Equal((null, "Bea", RegisterStatus.Owed), (bench.State.Open, bench.Name.Partner.Seen!.Text, bench.Name.Status));
        Assert.Null(bench.Due(Side.Partner));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Broken_WhilePausedOrPausedWhileBroken_ComesBackPaused(bool brokenFirst)
    {
        var bench = LinkBench.Agreed();
        if (brokenFirst)
        {
            Gone(bench, 10);
            Assert.IsType<LinkReply.Paused>(Pause(bench));
        }
        else
        {
            Pause(bench);
            Gone(bench, 10);
        }

        Assert.Equal(Phase.Broken, bench.State.Phase);
        bench.See(Side.Partner, 20, ("name", "Ann"));
        Assert.Equal(Phase.Paused, bench.State.Phase);

        Resume(bench);
        Assert.Equal(Phase.Linked, bench.State.Phase);
    }

    [Fact]
    public void Resume_WhileBroken_ComesBackLinked()
    {
        var bench = Paused();
        Gone(bench, 10);
        Resume(bench);
        bench.See(Side.Partner, 20, ("name", "Ann"));

        Assert.Equal(Phase.Linked, bench.State.Phase);
    }

    [Fact]
    public void Unlink_WhilePaused_EndsIt_AndTheNextLinkIsNotPaused()
    {
        var bench = Paused();
        Unlink(bench, 10);
        Assert.Equal((Phase.Unlinked, LinkBench.At(10), "contact"), (bench.State.Phase, bench.State.UnlinkedAt, bench.State.Former!.Id));

        bench.Linked(at: 20);
        Assert.Equal((Phase.Linked, null), (bench.State.Phase, bench.State.Former));
    }

    [Fact]
    public void Unlink_WhilePausedAndAWriteIsOut_LeavesAsOfTheMomentItWasSaid()
    {
        var bench = Writing(out var attempt);
        Pause(bench);
        Unlink(bench, 12);
        Assert.Equal(Phase.Leaving, bench.State.Phase);

        bench.Applied(attempt, 13, ("name", "Bea"));
        Assert.Equal((Phase.Unlinked, LinkBench.At(12)), (bench.State.Phase, bench.State.UnlinkedAt));
    }

    [Fact]
    public void Link_OfAPausedLink_AnswersThatItIsLinked()
    {
        var bench = Paused();
        var choose = new LinkCommand.Choose(LinkBench.Tenant, new MatchCandidate("contact", "Ann", null, true, null), null) { At = LinkBench.At(9) };

        Assert.IsType<LinkReply.Linked>(bench.Send(choose));
        Assert.IsType<LinkReply.AlreadyLinked>(bench.Send(choose with { Candidate = choose.Candidate with { Id = "other" } }));
        Assert.Empty(bench.Last);
    }

    [Fact]
    public void ObserveOnly_WhatWouldBePushedIsOwed_AndNothingIsBegun()
    {
        var bench = LinkBench.Agreed();
        var live = bench.Settings;
        bench.Settings = new LinkSettings(live.Rules) { ObserveOnly = true };
        bench.See(Side.Hub, 10, ("name", "Bea"));

        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
        Assert.Null(bench.Due(Side.Partner));
        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(Side.Partner, 11, ("name", "Ann")));
        Assert.Null(bench.State.Open);

        bench.Settings = live;
        Assert.IsType<LinkReply.Begun>(bench.Begin(Side.Partner, 12, ("name", "Ann")));
    }

    private static LinkBench Paused()
    {
        var bench = LinkBench.Agreed();
        Assert.IsType<LinkReply.Paused>(Pause(bench));
        return bench;
    }

    private static LinkBench Writing(out Attempt attempt)
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"));
        return bench;
    }

    private static LinkReply Pause(LinkBench bench) => bench.Send(new LinkCommand.Pause { At = LinkBench.At(5) });

    private static LinkReply Resume(LinkBench bench) => bench.Send(new LinkCommand.Resume { At = LinkBench.At(5) });

    private static void Unlink(LinkBench bench, double at) => bench.Send(new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = LinkBench.At(at) });

    private static void Gone(LinkBench bench, double at) =>
        bench.Send(new LinkCommand.RecordGone(Side.Partner, GoneReason.Deleted, LinkBench.At(at)) { At = LinkBench.At(at) });
}
