using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class ObservationTests
{
    [Fact]
    public void Observe_NewValue_IsOneVersionAndOwed()
    {
        var bench = LinkBench.Agreed();
        var last = bench.State.LastVersion;

        Assert.Equal(new LinkReply.Observed(1), bench.See(Side.Hub, 10, ("name", "Bea")));

        Assert.Equal(last + 1, bench.Name.Hub.Version);
        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Observe_Interval_BeginsAtTheReadBeforeLessItsLag_AndEndsWithThisRead()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.See(Side.Hub, 20, ("name", "Cy"));

        Assert.Equal((LinkBench.At(8), LinkBench.At(20.1)), (bench.Name.Hub.NotBefore, bench.Name.Hub.NotAfter));

        bench.Observe(LinkBench.Read(Side.Hub, 40, ("name", "Di")) with { UnchangedSince = LinkBench.At(30) });
        Assert.Equal(LinkBench.At(30), bench.Name.Hub.NotBefore);
    }

    /// <summary>Of two reads side by side either may have been served first: the one says nothing of what the other shows.</summary>
    [Theory]
    [InlineData(20.05, null)]
    [InlineData(24.9, null)]
    [InlineData(25.0, 18.0)]
    public void Observe_BesideAnotherRead_TheIntervalDoesNotBeginThere(double at, double? after)
    {
        var bench = LinkBench.Agreed();
        bench.Observe(LinkBench.Read(Side.Partner, 20, ("name", "Ann"), ("job", "Baker")) with { EndedAt = LinkBench.At(25) });

        bench.Observe(LinkBench.Read(Side.Partner, at, ("name", "Bea"), ("job", "Baker")) with { EndedAt = LinkBench.At(26) });

        Assert.Equal(after is { } known ? LinkBench.At(known) : DateTimeOffset.MinValue, bench.Name.Partner.NotBefore);
        Assert.Equal(bench.State.PartnerSide, StateCodec.Read(bench.State.Key, StateCodec.Write(bench.State)).PartnerSide);
    }

    [Fact]
    public void Observe_BesideTheReadThatAnAttemptStandsOn_TheIntervalDoesNotBeginThere()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Partner, 3, ("name", "Ann"), ("job", "Cook"));
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.Begun(Side.Partner, 11, ("name", "Ann"), ("job", "Cook"));

        bench.See(Side.Partner, 11.05, ("name", "Ann"), ("job", "Baker"));

        Assert.Equal(("Baker", DateTimeOffset.MinValue), (bench.State.RegisterAt("job").Partner.Seen!.Text, bench.State.RegisterAt("job").Partner.NotBefore));
    }

    [Fact]
    public void Observe_ThePassBeforeWasNotBelieved_ItSaysNothingOfTheInterval()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        var attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"), ("job", "Cook"));
        bench.Send(new LinkCommand.Settle(
            attempt.Id, attempt.Epoch, LinkBench.Applied(LinkBench.Content(("name", "Bea"), ("job", "Cook"))), LinkBench.At(11.2), LinkBench.At(16)) { At = LinkBench.At(16) });
        Assert.IsType<LinkReply.NotBelieved>(bench.See(Side.Partner, 15.9, ("name", "Bea"), ("job", "Baker")));

        bench.Observe(LinkBench.Read(Side.Partner, 40, ("name", "Bea"), ("job", "Baker")) with { UnchangedSince = LinkBench.At(13.9) });

        Assert.Equal(LinkBench.At(9.2), bench.State.RegisterAt("job").Partner.NotBefore);
    }

    [Theory]
    [InlineData("contact", false)]
    [InlineData("another", true)]
    public void Observe_LinkedAgain_WhatTheDirectoryHadBeforeOurLastWriteIsNotBelieved(string partner, bool isBelieved)
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, ("name", "Bea"));
        bench.Send(new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = LinkBench.At(12.5) });
        bench.Send(new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = LinkBench.At(12.6) });
        bench.Linked(partner, at: 13);

        Assert.Equal(isBelieved, bench.Observe(LinkBench.Read(Side.Partner, 13.9, ("name", "Ann")) with { Single = false }, at: 14) is LinkReply.Observed);
        Assert.IsType<LinkReply.NotBelieved>(bench.Observe(LinkBench.Read(Side.Hub, 9, ("name", "Ann"))));
        Assert.Equal(isBelieved ? null : LinkBench.At(15), bench.Due(Side.Partner));
        Assert.IsType<LinkReply.Observed>(bench.See(Side.Partner, 15, ("name", "Bea")));
        Assert.Equal(bench.State.PartnerSide, StateCodec.Read(bench.State.Key, StateCodec.Write(bench.State)).PartnerSide);
    }

    [Fact]
    public void Observe_LinkedAgain_ALowerRevisionThanWasKnownIsNotBelieved()
    {
        var bench = LinkBench.Agreed();
        bench.Observe(LinkBench.Read(Side.Hub, 10, ("name", "Bea")) with { Revision = 7 });
        bench.Send(new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = LinkBench.At(11) });
        bench.Linked(at: 12);

        Assert.IsType<LinkReply.NotBelieved>(bench.Observe(LinkBench.Read(Side.Hub, 20, ("name", "Ann")) with { Revision = 6 }));
        Assert.IsType<LinkReply.Observed>(bench.Observe(LinkBench.Read(Side.Hub, 9, ("name", "Bea")) with { Revision = 7 }));
    }

    /// <summary>Both reads were under way at a time; the row was deleted between the two, and its deletion has reached both sides.</summary>
    [Fact]
    public void Observe_AReadBesideTheLastOne_DoesNotBringBackARowThatIsForgotten()
    {
        var bench = new LinkBench().Linked();
        bench.SeePhones(Side.Hub, 1, ("h1", "5550100001", "mobile"));
        bench.SeePhones(Side.Partner, 2, ("p1", "5550100001", "mobile"));
        bench.SeePhones(Side.Partner, 20);
        bench.Settle(Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.ReadPhones(Side.Hub, 21, ("h1", "5550100001", "mobile")))).Attempt, 22, LinkBench.Applied(LinkBench.Phones()));
        Assert.Empty(bench.State.Rows);
        var beside = LinkBench.ReadPhones(Side.Partner, 20.05, ("p1", "5550100001", "mobile"));

        Assert.Equal(new LinkReply.Observed(0, Partly: true), bench.Observe(beside, at: 30));
        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(beside));

        Assert.Empty(bench.State.Rows);
        Assert.IsType<LinkReply.Observed>(bench.SeePhones(Side.Partner, 31, ("p2", "5550100001", "mobile")));
        Assert.Single(bench.State.Rows);
    }

    [Fact]
    public void Observe_LinkedAgainAfterAWriteWithoutAnOutcome_WhatWasReadBeforeThatIsNotBelievedByItsRevision()
    {
        var bench = LinkBench.Agreed();
        bench.Observe(LinkBench.Read(Side.Hub, 9, ("name", "Ann")) with { Revision = 7 });
        bench.See(Side.Partner, 10, ("name", "Bea"));
        bench.Settle(Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.Read(Side.Hub, 11, ("name", "Ann")) with { Revision = 7 })).Attempt, 12, new WriteOutcome.Unknown("lost"));
        bench.Send(new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = LinkBench.At(13) });
        bench.Send(new LinkCommand.RecordGone(Side.Hub, GoneReason.AccessLost, LinkBench.At(50)) { At = LinkBench.At(50) });
        Assert.Equal(Phase.Unlinked, bench.State.Phase);
        bench.Linked(at: 60);

        Assert.IsType<LinkReply.NotBelieved>(bench.Observe(LinkBench.Read(Side.Hub, 9, ("name", "Ann")) with { Revision = 7 }, at: 61));
        Assert.IsType<LinkReply.Observed>(bench.Observe(LinkBench.Read(Side.Hub, 62, ("name", "Bea")) with { Revision = 8 }));
    }

    [Fact]
    public void Observe_APassFromBeforeTheLink_SaysNothingOfTheInterval()
    {
        var bench = new LinkBench().Linked(at: 100);
        bench.Observe(LinkBench.Read(Side.Hub, 50, ("name", "Ann")) with { Single = false }, at: 101);

        bench.Observe(LinkBench.Read(Side.Hub, 102, ("name", "Bea")) with { UnchangedSince = LinkBench.At(99) });

        Assert.Equal(LinkBench.At(48), bench.Name.Hub.NotBefore);
    }

    [Theory]
    [InlineData(18, 3)]
    [InlineData(20, 3)]
    [InlineData(22, 22)]
    public void Observe_APostOvertookAPage_ThePassOfThatPageSaysNothingOfTheInterval(double pass, double after)
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(clocks: TimeSpan.FromSeconds(1)));
        bench.Settings = new LinkSettings(bench.Settings.Rules) { ClockDifference = TimeSpan.FromSeconds(1), Hub = new SideLimits { ReadLag = TimeSpan.Zero } };
        bench.Observe(LinkBench.Read(Side.Hub, 3, ("name", "Ann"), ("job", "Cook")) with { Revision = 3 });
        bench.Observe(LinkBench.Read(Side.Hub, 20, ("name", "Bea")) with { Revision = 5, Whole = false });
        Assert.IsType<LinkReply.NotBelieved>(bench.Observe(LinkBench.Read(Side.Hub, 19.9, ("name", "Ann"), ("job", "Baker")) with { Revision = 4 }));

        bench.Observe(LinkBench.Read(Side.Hub, 30, ("name", "Bea"), ("job", "Baker")) with { Revision = 5, UnchangedSince = LinkBench.At(pass) });

        Assert.Equal(LinkBench.At(after), bench.State.RegisterAt("job").Hub.NotBefore);
    }

    [Fact]
    public void Observe_NothingNew_AddsNothing()
    {
        var bench = LinkBench.Agreed();
        var state = bench.State;

        Assert.Equal(new LinkReply.Observed(0), bench.See(Side.Hub, 10, ("name", " Ann ")));

        Assert.Same(state, bench.State);
    }

    [Fact]
    public void Observe_ReadFromBeforeTheFence_IsNotBelieved()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));

        Assert.IsType<LinkReply.NotBelieved>(bench.See(Side.Hub, 9.9, ("name", "Old")));
        Assert.Equal("Bea", bench.Name.Hub.Seen!.Text);
    }

    [Fact]
    public void Observe_ReadFromBeforeTheEndOfOurWrite_IsNotBelieved()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann")), 13, ("name", "Bea"));

        Assert.IsType<LinkReply.NotBelieved>(bench.See(Side.Partner, 12.9, ("name", "Ann")));
    }

    [Fact]
    public void Observe_WhatTheReadDoesNotCover_IsNotBlank()
    {
        var bench = LinkBench.Agreed();
        bench.SeePhones(Side.Hub, 10, ("h1", "5550100001", "mobile"));

        bench.See(Side.Hub, 20, ("job", "Baker"));

        Assert.Equal("Ann", bench.Name.Hub.Seen!.Text);
        Assert.Equal("5550100001", bench.State.RegisterAt("phones/r1").Hub.Seen!.Part("number"));
    }

    [Fact]
    public void Observe_UnmappedPath_IsLeftOut()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("shoeSize", "42"));

        Assert.False(bench.State.Registers.ContainsKey("shoeSize"));
    }

    [Fact]
    public void Observe_LowerRevision_IsNotBelievedHoweverLateItWasRead()
    {
        var bench = LinkBench.Agreed();
        bench.Observe(LinkBench.Read(Side.Hub, 10, ("name", "Bea")) with { Revision = 5 });

        Assert.IsType<LinkReply.NotBelieved>(bench.Observe(LinkBench.Read(Side.Hub, 20, ("name", "Old")) with { Revision = 4 }));
        Assert.IsType<LinkReply.Observed>(bench.Observe(LinkBench.Read(Side.Hub, 30, ("name", "Cy")) with { Revision = 6 }));
    }

    [Fact]
    public void Observe_RevisionWithNothingNew_IsRemembered()
    {
        var bench = LinkBench.Agreed();
        bench.Observe(LinkBench.Read(Side.Hub, 10, ("name", "Ann")) with { Revision = 6 });

        Assert.IsType<LinkReply.NotBelieved>(bench.Observe(LinkBench.Read(Side.Hub, 20, ("name", "Old")) with { Revision = 5 }));
    }

    [Fact]
    public void Observe_Post_TellsOfItsFieldsAndMovesNoFence()
    {
        var bench = LinkBench.Agreed();
        var fence = bench.State.Hub.Fence;

        bench.Observe(LinkBench.Read(Side.Hub, 10, ("job", "Baker")) with { Whole = false });

        Assert.Equal("Baker", bench.State.RegisterAt("job").Hub.Seen!.Text);
        Assert.Equal(fence, bench.State.Hub.Fence);
    }

    [Fact]
    public void Observe_ReadFromBeforeAPost_IsDoubtedUntilReadAgain()
    {
        var bench = LinkBench.Agreed();
        bench.Observe(LinkBench.Read(Side.Hub, 10, ("name", "Bea")) with { Whole = false });

        bench.See(Side.Hub, 9, ("name", "Old"));

        Assert.Equal("Bea", bench.Name.Hub.Seen!.Text);
        Assert.True(bench.Name.Hub.Doubt);
        bench.See(Side.Hub, 20, ("name", "Bea"));
        Assert.False(bench.Name.Hub.Doubt);
    }

    /// <summary>Two posts at a time, at two nodes: the newer one came in first, and is decided last.</summary>
    [Fact]
    public void Observe_PostOfAHigherRevisionThatBeganEarlier_IsTakenOver()
    {
        var bench = LinkBench.Agreed();
        bench.Observe(LinkBench.Read(Side.Hub, 10, ("name", "Bea")) with { Revision = 7, Whole = false });

        Assert.Equal(new LinkReply.Observed(1), bench.Observe(LinkBench.Read(Side.Hub, 9.9, ("name", "Cy")) with { Revision = 8, Whole = false }));

        Assert.Equal(("Cy", false), (bench.Name.Hub.Seen!.Text, bench.Name.Hub.Doubt));
    }

    [Fact]
    public void Observe_ValueFromBeforeOurWriteWithinTheLag_IsDoubtedAndLaterBelieved()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, ("name", "Bea"));

        bench.See(Side.Partner, 13, ("name", "Ann"));
        Assert.True(bench.Name.Partner.Doubt);
        Assert.Equal("Bea", bench.Name.Partner.Seen!.Text);
        Assert.Equal(RegisterStatus.Agreed, bench.Name.Status);
        Assert.Equal(LinkBench.At(14), bench.Due(Side.Partner));

        bench.See(Side.Partner, 14, ("name", "Ann"));
        Assert.Equal("Ann", bench.Name.Partner.Seen!.Text);
        Assert.Equal((RegisterStatus.Owed, Side.Hub), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Observe_PageLateByTwoChanges_IsNoNews()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, ("name", "Bea"));

        bench.See(Side.Partner, 12.2, ("name", "Cy"));
        bench.See(Side.Partner, 12.5, ("name", "Ann"));
        bench.See(Side.Partner, 14, ("name", "Cy"));
        bench.See(Side.Partner, 15, ("name", "Ann"));
        Assert.DoesNotContain(bench.Journal.SelectMany(record => record).OfType<LinkEvent.Seen>().SelectMany(seen => seen.Values), value =>
            value is { Path: "name", Value.Text: "Ann", Version: > 2 });

        bench.See(Side.Partner, 17, ("name", "Cy"));
        Assert.Equal(("Cy", RegisterStatus.Owed, Side.Hub), (bench.Name.Partner.Seen!.Text, bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Observe_DoubtedValue_IsNoMoreDoubtedOnceReadAgain()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, ("name", "Bea"));
        bench.See(Side.Partner, 13, ("name", "Ann"));

        bench.Observe(LinkBench.Read(Side.Partner, 15, ("name", "Bea")) with { Single = false });
        Assert.True(bench.Name.Partner.Doubt);
        bench.See(Side.Partner, 16, ("name", "Bea"));
        Assert.Equal((RegisterStatus.Agreed, false), (bench.Name.Status, bench.Name.Partner.Doubt));
    }

    [Fact]
    public void Begin_TargetInDoubt_IsNotWritten()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, ("name", "Bea"));
        bench.See(Side.Hub, 12.2, ("name", "Cy"));

        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(Side.Partner, 13, ("name", "Ann")));
        Assert.Equal(LinkBench.At(14), bench.Due(Side.Partner));
    }

    [Fact]
    public void Observe_ReadOfAnotherRecord_IsNotBelieved()
    {
        var bench = new LinkBench().Linked("contact");

        Assert.IsType<LinkReply.NotBelieved>(bench.Observe(LinkBench.Read(Side.Partner, 5, ("name", "Zoe")) with { RecordId = "former" }));
        Assert.IsType<LinkReply.Observed>(bench.Observe(LinkBench.Read(Side.Partner, 5, ("name", "Zoe")) with { RecordId = "contact" }));
        Assert.IsType<LinkReply.Observed>(bench.Observe(LinkBench.Read(Side.Hub, 5, ("name", "Zoe")) with { RecordId = "client" }));
    }

    [Fact]
    public void Observe_Unlinked_IsNotLinked() =>
        Assert.Equal(new LinkReply.NotLinked(Phase.Unlinked), new LinkBench().See(Side.Hub, 1, ("name", "Ann")));

    [Fact]
    public void Observe_Altered_StaysHeldAfterAnEditAndBack()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Annabella"));
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, ("name", "Anna"));
        Assert.Equal((RegisterStatus.Held, HoldReason.Altered), (bench.Name.Status, bench.Name.Hold));

        bench.See(Side.Hub, 20, ("name", "Bea"));
        Assert.Equal(RegisterStatus.Owed, bench.Name.Status);
        bench.See(Side.Hub, 30, ("name", "Annabella"));
        Assert.Equal((RegisterStatus.Held, HoldReason.Altered), (bench.Name.Status, bench.Name.Hold));
    }

    [Fact]
    public void Observe_OfARecordThatIsBack_KnowsNothingOfThePassesThatDidNotSeeIt()
    {
        var bench = LinkBench.Agreed();
        bench.Send(new LinkCommand.RecordGone(Side.Partner, GoneReason.AccessLost, LinkBench.At(10)) { At = LinkBench.At(10) });
        bench.Observe(LinkBench.Read(Side.Partner, 60, ("name", "Bea")) with { UnchangedSince = LinkBench.At(50) });

        Assert.InRange(bench.Name.Partner.NotBefore, LinkBench.At(-3), LinkBench.At(2));
    }

    [Fact]
    public void Observe_OfAValueThatWasDoubted_IsNoNewerThanThePassThatShowedIt()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Partner, 10, ("name", "Bea"));
        bench.Observe(LinkBench.Read(Side.Partner, 11, ("name", "Ann")) with { Single = false });
        Assert.True(bench.Name.Partner.Doubt);
        bench.Observe(LinkBench.Read(Side.Partner, 13, ("name", "Ann")) with { UnchangedSince = LinkBench.At(10.9) });

        Assert.Equal("Ann", bench.Name.Partner.Seen!.Text);
        Assert.InRange(bench.Name.Partner.NotBefore, LinkBench.At(-3), LinkBench.At(10));
    }
}
