using Counterpart.Links;

namespace Counterpart.Tests.Links;

/// <summary>
/// Attempts whose answer never came. Here a deadline is 20 s after <c>Begin</c>, a write may arrive 10 s later still, and a
/// read may be 2 s old: an attempt begun at 11.1 is over at 43.1.
/// </summary>
public sealed class LostAnswerTests
{
    [Fact]
    public void Settle_Unknown_StaysOpenAndIsLookedAtAfterABackoff()
    {
        var bench = Unknown(out _);

        Assert.True(bench.State.Open!.Unknown);
        Assert.InRange(bench.Due(Side.Partner)!.Value, LinkBench.At(12.7), LinkBench.At(13));
        Assert.Null(bench.Due(Side.Hub));
    }

    [Fact]
    public void Observe_ShowsWhatWasSent_IsDone()
    {
        var bench = Unknown(out _);
        bench.See(Side.Partner, 13, ("name", "Bea"));

        Assert.Equal((RegisterStatus.Agreed, null), (bench.Name.Status, bench.State.Open));
        Assert.Empty(bench.State.Ghosts);
    }

    [Fact]
    public void Observe_ShowsWhatWasBefore_StaysOpenUntilItIsOver()
    {
        var bench = Unknown(out _);
        bench.See(Side.Partner, 13, ("name", "Ann"));
        Assert.Equal(LinkBench.At(43.1), bench.Due(Side.Partner));

        bench.See(Side.Partner, 43, ("name", "Ann"));
        Assert.NotNull(bench.State.Open);

        bench.See(Side.Partner, 43.1, ("name", "Ann"));
        Assert.Null(bench.State.Open);
        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
        Assert.Equal(new Ghost(Side.Partner, "name", LinkBench.Text("Bea"), LinkBench.At(643.2)), Assert.Single(bench.State.Ghosts));
    }

    [Fact]
    public void Observe_OfAListPage_NeverEndsAnAttempt()
    {
        var bench = Unknown(out _);
        bench.Observe(LinkBench.Read(Side.Partner, 50, ("name", "Ann")) with { Single = false });

        Assert.NotNull(bench.State.Open);
    }

    [Fact]
    public void Begin_AfterItIsOver_DropsAndSendsAgainInOne()
    {
        var bench = Unknown(out var lost);

        var again = bench.Begun(Side.Partner, 50, ("name", "Ann"));

        Assert.Equal((lost.Id + 1, "Bea"), (again.Id, again.Paths[0].Value.Text));
    }

    [Fact]
    public void Observe_AnythingElse_WasEditedThereAndIsLater()
    {
        var bench = Unknown(out _);
        bench.See(Side.Partner, 13, ("name", "Edited"));
        Assert.NotNull(bench.State.Open);

        bench.See(Side.Partner, 44, ("name", "Edited"));

        Assert.Null(bench.State.Open);
        Assert.Equal((RegisterStatus.Owed, Side.Hub), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Theory]
    [InlineData("Bartholomew Montgomery", "Bartholomew M", RegisterStatus.Held, HoldReason.Altered)]
    [InlineData("Bartholomew Montgomery", "Bart", RegisterStatus.Owed, HoldReason.None)]
    [InlineData("Jo  An  Li  Montgomery", "Jo  An  Li  ", RegisterStatus.Held, HoldReason.Altered)]
    public void Observe_TheBeginningOfALongText_IsOursCutShort(string sent, string there, RegisterStatus status, HoldReason hold)
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", sent));
        bench.Settle(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, new WriteOutcome.Unknown("lost"));
        bench.See(Side.Partner, 13, ("name", there));
        Assert.NotNull(bench.State.Open);

        bench.See(Side.Partner, 44, ("name", there));

        Assert.Null(bench.State.Open);
        Assert.Equal((status, hold), (bench.Name.Status, bench.Name.Hold));
        Assert.Equal(sent, bench.Name.Hub.Seen!.Text);
    }

    [Fact]
    public void Observe_CutShortWhileTheSourceWasEdited_IsNoConflict()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bartholomew Montgomery"));
        bench.Settle(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, new WriteOutcome.Unknown("lost"));
        bench.See(Side.Partner, 13, ("name", "Bartholomew M"));
        bench.See(Side.Hub, 14, ("name", "Bea"));

        bench.See(Side.Partner, 44, ("name", "Bartholomew M"));

        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
        Assert.Contains(bench.Last.OfType<LinkEvent.Merged>(), merged => merged.Steps[0].Rule == MergeRule.OnlyChange);
    }

    [Fact]
    public void Observe_OneOfTwoAsSent_IsNotTakenForTheWholeWrite()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Partner, 3, ("name", "Ann"), ("job", null));
        bench.See(Side.Hub, 10, ("name", "Bea"), ("job", "Baker"));
        var attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"), ("job", null));
        bench.Settle(attempt, 12, new WriteOutcome.Unknown("lost"));

        bench.See(Side.Partner, 14, ("name", "Ann"), ("job", "Baker"));
        Assert.NotNull(bench.State.Open);

        bench.See(Side.Partner, 44, ("name", "Ann"), ("job", "Baker"));
        Assert.Equal(RegisterStatus.Agreed, bench.State.RegisterAt("job").Status);
        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Observe_GhostOverSomethingNewer_IsAnsweredByAPush()
    {
        var bench = Dropped();
        bench.See(Side.Hub, 51, ("name", "Cy"));
        bench.Applied(bench.Begun(Side.Partner, 52, ("name", "Ann")), 53, ("name", "Cy"));

        bench.See(Side.Partner, 60, ("name", "Bea"));

        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
        var push = bench.Begun(Side.Partner, 61, ("name", "Bea"));
        Assert.Equal(("Cy", "Bea"), (push.Paths[0].Value.Text, push.Paths[0].Expected.Text));
    }

    [Fact]
    public void Observe_GhostAfterTenMinutes_IsAnEdit()
    {
        var bench = Dropped();
        bench.See(Side.Hub, 51, ("name", "Cy"));
        bench.Applied(bench.Begun(Side.Partner, 52, ("name", "Ann")), 53, ("name", "Cy"));

        bench.See(Side.Partner, 700, ("name", "Bea"));

        Assert.Equal((RegisterStatus.Owed, Side.Hub), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Observe_ValueThatWasSentAgainAndArrived_IsNoGhost()
    {
        var bench = Dropped();
        bench.Applied(bench.Begun(Side.Partner, 51, ("name", "Ann")), 52, ("name", "Bea"));
        bench.See(Side.Partner, 60, ("name", "Cy"));
        bench.Applied(bench.Begun(Side.Hub, 61, ("name", "Bea")), 62, ("name", "Cy"));

        bench.See(Side.Partner, 70, ("name", "Bea"));

        Assert.Equal((RegisterStatus.Owed, Side.Hub), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Observe_GhostOverAnEditOnItsWay_IsAnEdit()
    {
        var bench = Dropped();
        bench.Applied(bench.Begun(Side.Partner, 51, ("name", "Ann")), 52, ("name", "Bea"));
        bench = Dropped();
        bench.See(Side.Hub, 51, ("name", "Ann"));
        bench.See(Side.Partner, 60, ("name", "Cy"));

        bench.See(Side.Partner, 70, ("name", "Bea"));

        Assert.Equal((RegisterStatus.Owed, Side.Hub), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Observe_GhostOverAnEditThatWonAndIsOnItsWay_IsAnEdit()
    {
        var bench = new LinkBench().Linked();
        bench.SeePhones(Side.Partner, 1);
        bench.SeePhones(Side.Hub, 2, ("h1", "5550100001", "mobile"));
        bench.Settle(
            Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.ReadPhones(Side.Partner, 4))).Attempt,
            5,
            LinkBench.Applied(LinkBench.Phones(("p1", "5550100001", "mobile"))));
        bench.SeePhones(Side.Hub, 6, ("h1", "5550100002", "mobile"));
        var lost = Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.ReadPhones(Side.Partner, 7, ("p1", "5550100001", "mobile")))).Attempt;
        bench.Settle(lost, 8, new WriteOutcome.Unknown("lost"));
        bench.SeePhones(Side.Hub, 9);
        bench.Begin(LinkBench.ReadPhones(Side.Partner, 50, ("p1", "5550100001", "mobile")));
        bench.Settle(bench.State.Open!, 51, new WriteOutcome.NotSent("no", null));
        bench.SeePhones(Side.Partner, 60, ("p1", "5550100003", "mobile"));

        bench.SeePhones(Side.Partner, 70, ("p1", "5550100002", "mobile"));

        Assert.Equal((RegisterStatus.Owed, Side.Hub), (bench.State.RegisterAt("phones/r1").Status, bench.State.RegisterAt("phones/r1").OwedTo));
    }

    [Fact]
    public void Observe_LateBlankOfOursOverAValueThatRefillsTheOther_IsNoEdit()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Partner, 10, ("name", null));
        var lost = bench.Begun(Side.Hub, 11, ("name", "Ann"));
        bench.Settle(lost, 12, new WriteOutcome.Unknown("lost"));
        bench.Settings = LinkBench.With(name => name with { OnBlank = BlankRule.Refill });
        bench.See(Side.Hub, 50, ("name", "Ann"));
        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));

        bench.See(Side.Hub, 60, ("name", null));

        Assert.True(Assert.Single(bench.Last.OfType<LinkEvent.Seen>()).Values[0].Ghost);
    }

    [Fact]
    public void RecordGone_AfterPartOfAWriteWasSeen_ThatPartIsNoEdit()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Partner, 3, ("name", "Ann"), ("job", null));
        bench.See(Side.Hub, 10, ("name", "Bea"), ("job", "Baker"));
        bench.Settle(bench.Begun(Side.Partner, 11, ("name", "Ann"), ("job", null)), 12, new WriteOutcome.Unknown("lost"));
        bench.See(Side.Partner, 14, ("name", "Bea"), ("job", "Cook"));
        bench.See(Side.Hub, 15, ("name", "Cy"));

        bench.Send(new LinkCommand.RecordGone(Side.Partner, GoneReason.Deleted, LinkBench.At(44)) { At = LinkBench.At(44) });

        Assert.Null(bench.State.Open);
        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
        Assert.Contains(bench.Last.OfType<LinkEvent.Merged>().SelectMany(merged => merged.Steps), step => step is { Path: "name", Rule: MergeRule.OnlyChange });
    }

    [Fact]
    public void RecordGone_WhatOfAWriteWasStillInDoubt_IsNoEditWhenTheRecordIsBack()
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(conflict: ConflictPolicy.Ask));
        bench.See(Side.Partner, 3, ("name", "Ann"), ("job", null));
        bench.See(Side.Hub, 5, ("name", "Bea"), ("job", null));
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann"), ("job", null)), 12, ("name", "Bea"), ("job", null));
        bench.See(Side.Hub, 11.5, ("name", "Cy"), ("job", "Baker"));
        bench.Settle(bench.Begun(Side.Partner, 12.1, ("name", "Bea"), ("job", null)), 12.4, new WriteOutcome.Unknown("lost"));
        bench.See(Side.Partner, 12.5, ("name", "Cy"), ("job", "Baker"));
        Assert.True(bench.Name.Partner.Doubt);
        bench.Send(new LinkCommand.RecordGone(Side.Partner, GoneReason.AccessLost, LinkBench.At(50)) { At = LinkBench.At(50) });
        Assert.Null(bench.State.Open);
        bench.See(Side.Hub, 51, ("name", "Dan"), ("job", "Baker"));

        bench.See(Side.Partner, 60, ("name", "Cy"), ("job", "Baker"));

        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
        Assert.Equal("Dan", bench.Name.Hub.Seen!.Text);
        Assert.Contains(bench.Last.OfType<LinkEvent.Merged>().SelectMany(merged => merged.Steps), step => step is { Path: "name", Rule: MergeRule.OnlyChange });
    }

    [Fact]
    public void Observe_WhatWasSentIsInDoubt_TellsNothingUntilTheDoubtEnds()
    {
        var bench = Unknown(out _);
        bench.See(Side.Partner, 44, ("name", "Cy"));
        Assert.Null(bench.State.Open);
        bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"), ("job", "Baker"));
        bench.See(Side.Partner, 10.5, ("name", "Ann"), ("job", null));
        bench.Settle(bench.Begun(Side.Partner, 11, ("name", "Ann"), ("job", null)), 12, new WriteOutcome.Unknown("lost"));
        bench.See(Side.Partner, 42.5, ("name", "Bea"), ("job", "Cook"));

        bench.See(Side.Partner, 43.5, ("name", null), ("job", "Cook"));

        Assert.NotNull(bench.State.Open);
        Assert.Equal(LinkBench.At(44.6), bench.Due(Side.Partner));
        bench.See(Side.Partner, 44.6, ("name", null), ("job", "Cook"));
        Assert.Null(bench.State.Open);
        Assert.Equal((RegisterStatus.Owed, Side.Hub, (string?)null), (bench.Name.Status, bench.Name.OwedTo, bench.Name.Partner.Seen!.Text));
    }

    [Theory]
    [InlineData("Bartholomew Montgomery", "Bartholomew M")]
    [InlineData("123456789", "******789")]
    public void Observe_GhostAsTheSystemKeepsIt_IsNoEdit(string sent, string kept)
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", sent));
        bench.Settle(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, new WriteOutcome.Unknown("lost"));
        bench.See(Side.Hub, 20, ("name", "Cy"));
        bench.Applied(bench.Begun(Side.Partner, 50, ("name", "Ann")), 51, ("name", "Cy"));
        Assert.Equal(RegisterStatus.Agreed, bench.Name.Status);

        bench.See(Side.Partner, 60, ("name", kept));

        Assert.True(Assert.Single(bench.Last.OfType<LinkEvent.Seen>()).Values[0].Ghost);
        Assert.Equal("Cy", bench.Name.Hub.Seen!.Text);
    }

    [Fact]
    public void Observe_GhostWhileTheNextWriteIsOpen_TellsNothingOfThatOne()
    {
        var bench = Dropped();
        bench.See(Side.Hub, 51, ("name", "Cy"));
        bench.Settle(bench.Begun(Side.Partner, 52, ("name", "Ann")), 53, new WriteOutcome.Unknown("lost"));
        bench.See(Side.Hub, 60, ("name", "Di"));

        bench.See(Side.Partner, 90, ("name", "Bea"));

        Assert.Null(bench.State.Open);
        Assert.Equal((RegisterStatus.Owed, Side.Partner, "Di"), (bench.Name.Status, bench.Name.OwedTo, bench.Name.Hub.Seen!.Text));
    }

    [Fact]
    public void Observe_GhostOfARow_IsDeletedAgainAndNotMerged()
    {
        var bench = new LinkBench().Linked();
        bench.SeePhones(Side.Partner, 1);
        bench.SeePhones(Side.Hub, 2, ("h1", "5550100001", "mobile"));
        var lost = Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.ReadPhones(Side.Partner, 4))).Attempt;
        bench.Settle(lost, 5, new WriteOutcome.Unknown("lost"));
        var again = Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.ReadPhones(Side.Partner, 50))).Attempt;
        bench.Settle(again, 51, new WriteOutcome.NotSent("no", null));
        var third = Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.ReadPhones(Side.Partner, 60))).Attempt;
        bench.Settle(third, 61, LinkBench.Applied(LinkBench.Phones(("p1", "5550100002", "mobile"))));

        bench.SeePhones(Side.Partner, 70, ("p1", "5550100002", "mobile"), ("p2", "5550100001", "mobile"));

        var twin = bench.State.Rows.Single(row => row.Value.Partner == "p2").Key;
        Assert.NotEqual("phones/r1", twin);
        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.State.RegisterAt(twin).Status, bench.State.RegisterAt(twin).OwedTo));
        Assert.True(bench.State.RegisterAt(twin).Hub.Seen!.IsBlank);
    }

    [Fact]
    public void Crash_AfterBegin_IsSettledByReadingWhenOver()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.Begun(Side.Partner, 11, ("name", "Ann"));

        Assert.Equal(LinkBench.At(43.1), bench.Due(Side.Partner));
    }

    private static LinkBench Unknown(out Attempt attempt)
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"));
        bench.Settle(attempt, 12, new WriteOutcome.Unknown("lost"));
        return bench;
    }

    private static LinkBench Dropped()
    {
        var bench = Unknown(out _);
        bench.See(Side.Partner, 50, ("name", "Ann"));
        Assert.Single(bench.State.Ghosts);
        return bench;
    }
}
