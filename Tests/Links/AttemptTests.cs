using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class AttemptTests
{
    [Fact]
    public void Begin_Owed_CarriesValuesExpectedValuesAndADeadline()
    {
        var bench = Owing(out var version);

        var begun = Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.Read(Side.Partner, 11, ("name", "Ann")) with { Revision = 7 }));

        Assert.Equal(new AttemptPath("name", LinkBench.Text("Bea"), version, LinkBench.Text("Ann"), bench.Name.Partner.Version), Assert.Single(begun.Attempt.Paths));
        Assert.Equal(LinkBench.At(31.1), begun.Attempt.Deadline);
        Assert.Equal("Bea", begun.Patch.Scalars["name"].Text);
        Assert.Equal(7, begun.Patch.Revision);
    }

    [Fact]
    public void Begin_WithinTheDebounce_WaitsForItsEnd()
    {
        var bench = Owing(out _);

        Assert.Equal(new LinkReply.NothingOwed(LinkBench.At(10.4)), bench.Begin(Side.Partner, 10.2, ("name", "Ann")));
        Assert.IsType<LinkReply.Begun>(bench.Begin(Side.Partner, 10.4, ("name", "Ann")));
    }

    [Fact]
    public void Begin_WhileOneIsOpen_InEitherDirection_OwesNothing()
    {
        var bench = Owing(out _);
        bench.See(Side.Partner, 10.5, ("job", "Baker"));
        bench.See(Side.Hub, 10.6, ("job", null));
        bench.Begun(Side.Partner, 11, ("name", "Ann"));

        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(Side.Partner, 12, ("name", "Ann")));
        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(Side.Hub, 12, ("job", null)));
    }

    [Fact]
    public void Observe_PathsOfAnOpenAttempt_AreRecordedAndNotDecided()
    {
        var bench = Owing(out _);
        bench.Begun(Side.Partner, 11, ("name", "Ann"));

        bench.See(Side.Partner, 12, ("name", "Edited"));

        Assert.Equal("Edited", bench.Name.Partner.Seen!.Text);
        Assert.IsType<LinkEvent.Seen>(Assert.Single(bench.Last));
    }

    [Fact]
    public void Begin_ReadShowsAnEdit_MergesInsteadOfWriting()
    {
        var bench = Owing(out _);

        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(Side.Partner, 11, ("name", "Bea")));
        Assert.Equal(RegisterStatus.Agreed, bench.Name.Status);
    }

    [Fact]
    public void Begin_PathNotInTheRead_IsNotWritten()
    {
        var bench = Owing(out _);

        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(Side.Partner, 11, ("job", null)));
    }

    [Fact]
    public void Begin_ContactSyncOff_RecordsAndWritesNothing()
    {
        var bench = Owing(out _);
        bench.Settings = new LinkSettings(bench.Settings.Rules) { ContactSync = false };

        Assert.Equal(new LinkReply.NothingOwed(null), bench.Begin(Side.Partner, 11, ("name", "Ann")));
    }

    [Fact]
    public void Begin_MovesTheFence()
    {
        var bench = Owing(out _);
        bench.Begun(Side.Partner, 11, ("name", "Ann"));

        Assert.IsType<LinkReply.NotBelieved>(bench.See(Side.Partner, 10.9, ("name", "Old")));
    }

    [Fact]
    public void Settle_Done_AgreesAndThePushedValueKeepsItsNumber()
    {
        var bench = Owing(out var version);
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, ("name", "Bea"));

        Assert.Equal((RegisterStatus.Agreed, version), (bench.Name.Status, bench.Name.Partner.Version));
        Assert.Equal(LinkBench.At(12), bench.State.PartnerSide.Fence);
        Assert.Null(bench.State.Open);
    }

    [Fact]
    public void Settle_SourceEditedMeanwhile_MovesShadowsAndStillOwesTheNewVersion()
    {
        var bench = Owing(out var sixth);
        var attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"));
        bench.See(Side.Hub, 13, ("name", "Cy"));

        bench.Applied(attempt, 14, ("name", "Bea"));

        Assert.Equal(("Bea", "Bea", "Cy"), (bench.Name.Hub.Shadow!.Text, bench.Name.Partner.Shadow!.Text, bench.Name.Hub.Seen!.Text));
        Assert.True(bench.Name.Hub.Version > sixth);
        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Settle_SourceEditedBackMeanwhile_OwesTheFormerValueAgain()
    {
        var bench = Owing(out _);
        var attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"));
        bench.See(Side.Hub, 14, ("name", "Ann"));

        bench.Applied(attempt, 15, ("name", "Bea"));

        Assert.Equal((RegisterStatus.Owed, Side.Partner, "Ann"), (bench.Name.Status, bench.Name.OwedTo, bench.Name.Hub.Seen!.Text));
    }

    [Fact]
    public void Settle_ReadBackAsBefore_IsRefusedUntilAValueChanges()
    {
        var bench = Owing(out _);
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, ("name", "Ann"));
        Assert.Equal((RegisterStatus.Held, HoldReason.Refused), (bench.Name.Status, bench.Name.Hold));
        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(Side.Partner, 20, ("name", "Ann")));

        bench.See(Side.Hub, 30, ("name", "Cy"));

        Assert.Equal(RegisterStatus.Owed, bench.Name.Status);
    }

    [Fact]
    public void Settle_ReadBackDiffersInMeaning_IsAlteredAndNoEdit()
    {
        var bench = Owing(out _);
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, ("name", "B."));

        Assert.Equal(("B.", HoldReason.Altered), (bench.Name.Partner.Shadow!.Text, bench.Name.Hold));
        bench.See(Side.Partner, 20, ("name", "B."));
        Assert.Equal(HoldReason.Altered, bench.Name.Hold);
    }

    [Fact]
    public void Settle_ReadBackTellsOfAnEditElsewhere()
    {
        var bench = Owing(out _);
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann"), ("job", null)), 12, ("name", "Bea"), ("job", "Baker"));

        Assert.Equal("Baker", bench.State.RegisterAt("job").Partner.Seen!.Text);
    }

    [Fact]
    public void Settle_EditSeenMeanwhile_IsDoubtfulUntilReadAgain()
    {
        var bench = Owing(out _);
        var attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"));
        bench.See(Side.Partner, 11.5, ("name", "Edited"));

        bench.Applied(attempt, 12, ("name", "Bea"));
        Assert.True(bench.Name.Partner.Doubt);
        Assert.Null(bench.State.Open);

        bench.See(Side.Partner, 15, ("name", "Edited"));
        Assert.Equal((RegisterStatus.Owed, Side.Hub), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Settle_OlderReadBackThanWhatWasReadMeanwhile_TellsOnlyOfWhatWasSent()
    {
        var bench = Owing(out _);
        var attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"), ("job", null));
        bench.See(Side.Partner, 15, ("name", "Ann"), ("job", "Baker"));

        bench.Applied(attempt, 12, ("name", "Bea"), ("job", null));

        Assert.Equal(("Baker", false), (bench.State.RegisterAt("job").Partner.Seen!.Text, bench.State.RegisterAt("job").Partner.Doubt));
    }

    [Fact]
    public void Settle_AnswerOlderThanAReadThatShowsTheValueOfBefore_IsDoubtfulUntilReadAgain()
    {
        var bench = Owing(out _);
        var attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"), ("job", null));
        bench.See(Side.Partner, 13, ("name", "Ann"), ("job", "Baker"));

        bench.Applied(attempt, 12, ("name", "Bea"), ("job", null));
        Assert.True(bench.Name.Partner.Doubt);

        bench.See(Side.Partner, 15, ("name", "Ann"), ("job", "Baker"));
        Assert.Equal((RegisterStatus.Owed, Side.Hub), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Begin_ReadOlderThanAnAttemptMayLast_IsNotBelieved()
    {
        var bench = Owing(out _);

        var old = LinkBench.Read(Side.Partner, 11, ("name", "Ann"));
        Assert.IsType<LinkReply.NotBelieved>(bench.Send(new LinkCommand.Begin(old) { At = LinkBench.At(31.1) }));
        Assert.IsType<LinkReply.Begun>(bench.Send(new LinkCommand.Begin(old) { At = LinkBench.At(31) }));
    }

    [Fact]
    public void Observe_SoonAfterOurWrite_MayShowAnEditFromBeforeItThatIsGone()
    {
        var bench = Owing(out _);
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann")), 20, ("name", "Bea"));

        bench.See(Side.Partner, 21, ("name", "Edited"));
        Assert.Equal(("Bea", true), (bench.Name.Partner.Seen!.Text, bench.Name.Partner.Doubt));

        bench.See(Side.Partner, 22, ("name", "Bea"));
        Assert.Equal(("Bea", false, RegisterStatus.Agreed), (bench.Name.Partner.Seen!.Text, bench.Name.Partner.Doubt, bench.Name.Status));
    }

    [Fact]
    public void Observe_SoonAfterOurWriteAndStillThere_WasSetWithinAWideInterval()
    {
        var bench = Owing(out _);
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann")), 20, ("name", "Bea"));
        bench.See(Side.Partner, 21, ("name", "Edited"));

        bench.See(Side.Partner, 22, ("name", "Edited"));

        Assert.Equal(("Edited", LinkBench.At(9)), (bench.Name.Partner.Seen!.Text, bench.Name.Partner.NotBefore));
    }

    [Fact]
    public void Observe_PastTheReadLagAfterOurWrite_ShowsAnEditFromAfterIt()
    {
        var bench = Owing(out _);
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann")), 20, ("name", "Bea"));

        bench.See(Side.Partner, 22.1, ("name", "Edited"));

        Assert.Equal(LinkBench.At(11), bench.Name.Partner.NotBefore);
    }

    [Fact]
    public void Observe_EditShownWhileTheAnswerWasOnItsWay_WasSetAfterTheReadThatTheWriteStandsOn()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Partner, 3, ("name", "Ann"), ("job", null));
        bench.See(Side.Hub, 10, ("name", "Bea"));
        var attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"), ("job", null));
        bench.See(Side.Partner, 20, ("name", "Ann"), ("job", "Baker"));
        bench.Send(new LinkCommand.Settle(
            attempt.Id, attempt.Epoch, LinkBench.Applied(LinkBench.Content(("name", "Bea"))), LinkBench.At(11.2), LinkBench.At(25)) { At = LinkBench.At(25) });

        bench.Observe(LinkBench.Read(Side.Partner, 30, ("name", "Ann"), ("job", "Baker")) with { UnchangedSince = LinkBench.At(18) });

        Assert.Equal(("Ann", LinkBench.At(11)), (bench.Name.Partner.Seen!.Text, bench.Name.Partner.NotBefore));
    }

    [Fact]
    public void Settle_LowerRevision_DoesNotLowerWhatIsKnown()
    {
        var bench = Owing(out _);
        var attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"));
        bench.Observe(LinkBench.Read(Side.Partner, 11.5, ("name", "Ann")) with { Revision = 9 });

        bench.Settle(attempt, 12, LinkBench.Applied(LinkBench.Content(("name", "Bea")), revision: 8));

        Assert.Equal(9, bench.State.PartnerSide.Revision);
    }

    [Fact]
    public void Settle_TwiceOrOfAnOtherAttempt_IsIgnored()
    {
        var bench = Owing(out _);
        var attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"));
        bench.Applied(attempt, 12, ("name", "Bea"));
        var state = bench.State;

        Assert.IsType<LinkReply.Ignored>(bench.Applied(attempt, 13, ("name", "Zed")));
        Assert.Same(state, bench.State);
    }

    [Fact]
    public void Settle_RefusalNamingAField_HoldsThatFieldAndSendsTheRest()
    {
        var bench = OwingTwo();
        bench.Settle(bench.Begun(Side.Partner, 11, ("name", "Ann"), ("job", null)), 12, new WriteOutcome.Refused("job", "no"));

        Assert.Equal(HoldReason.Refused, bench.State.RegisterAt("job").Hold);
        Assert.Equal("name", Assert.Single(bench.Begun(Side.Partner, 12, ("name", "Ann"), ("job", null)).Paths).Path);
    }

    [Fact]
    public void Settle_RefusalNamingNone_SendsOneAtATimeUntilOneIsSettled()
    {
        var bench = OwingTwo();
        bench.Settle(bench.Begun(Side.Partner, 11, ("name", "Ann"), ("job", null)), 12, new WriteOutcome.Refused(null, "no"));

        var one = bench.Begun(Side.Partner, 12, ("name", "Ann"), ("job", null));
        Assert.Equal("job", Assert.Single(one.Paths).Path);
        bench.Settle(one, 13, new WriteOutcome.Refused(null, "no"));

        Assert.Equal(HoldReason.Refused, bench.State.RegisterAt("job").Hold);
        Assert.Equal("name", Assert.Single(bench.Begun(Side.Partner, 13, ("name", "Ann"), ("job", null)).Paths).Path);
    }

    [Fact]
    public void Settle_Conflicted_IsReadAndSentAgainAtOnce_ThenWithBackoff()
    {
        var bench = Owing(out _);
        bench.Settle(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, new WriteOutcome.Conflicted());
        Assert.Equal(LinkBench.At(12), bench.Due(Side.Partner));

        bench.Settle(bench.Begun(Side.Partner, 12, ("name", "Ann")), 13, new WriteOutcome.Conflicted());
        Assert.True(bench.Due(Side.Partner) > LinkBench.At(13.7));
    }

    [Fact]
    public void Settle_NotSent_WaitsAsToldOrLongerEachTime()
    {
        var bench = Owing(out _);
        bench.Settle(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, new WriteOutcome.NotSent("429", TimeSpan.FromSeconds(30)));
        Assert.Equal(LinkBench.At(42), bench.Due(Side.Partner));
        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(Side.Partner, 41, ("name", "Ann")));

        bench.Settle(bench.Begun(Side.Partner, 42, ("name", "Ann")), 43, new WriteOutcome.NotSent("503", null));
        Assert.InRange(bench.Due(Side.Partner)!.Value, LinkBench.At(44.5), LinkBench.At(45));
    }

    private static LinkBench Owing(out long version)
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        version = bench.Name.Hub.Version;
        return bench;
    }

    private static LinkBench OwingTwo()
    {
        var bench = Owing(out _);
        bench.See(Side.Partner, 10.1, ("name", "Ann"), ("job", null));
        bench.See(Side.Hub, 10.2, ("name", "Bea"), ("job", "Baker"));
        return bench;
    }
}
