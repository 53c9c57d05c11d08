using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class PhaseTests
{
    private static readonly RecordProfile Client = Profile("client");

    [Fact]
    public void Link_BeforeTheDirectoryIsComplete_IsMatchingAndItsOutcomeFollows()
    {
        var bench = new LinkBench();

        Assert.IsType<LinkReply.Matching>(Link(bench, complete: false));
        Assert.Equal(Phase.Matching, bench.State.Phase);
        Assert.IsType<LinkReply.Matching>(Link(bench, complete: false));
        Assert.Empty(bench.Last);

        Assert.IsType<LinkReply.Linked>(Link(bench, true, Profile("contact")));
        Assert.Equal((Phase.Linked, 1), (bench.State.Phase, bench.State.Epoch));
        Assert.Equal(new PartnerRecord("wealthbox", "tenant", "contact"), bench.State.Partner);
    }

    [Fact]
    public void Link_NoneOrSeveral_NeedsAChoice_AndTheSameAgainAddsNothing()
    {
        var bench = new LinkBench();
        Link(bench, true, Profile("a"), Profile("b"));
        Assert.Equal(["a", "b"], bench.State.Candidates.Select(candidate => candidate.Id));

        Assert.IsType<LinkReply.NeedsChoice>(Link(bench, true, Profile("a"), Profile("b")));
        Assert.Empty(bench.Last);
    }

    [Fact]
    public void Link_Taken_SaysSoAndChangesNothing_UnlessAnOutcomeIsAwaited()
    {
        var bench = new LinkBench();
        var query = new MatchQuery(Client, [new PartnerCandidate(Profile("contact"), "other")], false, LinkBench.Zero);

        Assert.Equal(new LinkReply.PartnerTaken("contact"), bench.Send(new LinkCommand.Link(LinkBench.Tenant, query) { At = LinkBench.Zero }));
        Assert.Equal(Phase.Unlinked, bench.State.Phase);

        Link(bench, complete: false);
        bench.Send(new LinkCommand.Link(LinkBench.Tenant, query) { At = LinkBench.Zero });
        Assert.Equal(Phase.NeedsChoice, bench.State.Phase);
    }

    [Fact]
    public void Link_Again_AnswersTheSame()
    {
        var bench = new LinkBench();
        var first = Link(bench, true, Profile("contact"));

        Assert.Equal(first, Link(bench, true, Profile("elsewhere")));
        Assert.Empty(bench.Last);
    }

    [Fact]
    public void Choose_AnotherWhileLinked_IsAlreadyLinked()
    {
        var bench = new LinkBench().Linked("contact");

        Assert.Equal(new LinkReply.AlreadyLinked(bench.State.Partner!), Choose(bench, "other"));
        Assert.IsType<LinkReply.Linked>(Choose(bench, "contact"));
        Assert.Equal(new LinkReply.PartnerTaken("x"), new LinkBench().Send(new LinkCommand.Choose(
            LinkBench.Tenant, new MatchCandidate("x", "X", null, true, null, "other"), null) { At = LinkBench.Zero }));
    }

    [Fact]
    public void Unlink_WrongMatch_IsRememberedAndOverruledByAChoice()
    {
        var bench = new LinkBench();
        Link(bench, true, Profile("contact"));
        bench.Send(new LinkCommand.Unlink(UnlinkReason.WrongMatch) { At = LinkBench.At(5) });

        Assert.IsType<LinkReply.NeedsChoice>(Link(bench, true, Profile("contact")));
        Assert.IsType<LinkReply.Linked>(Choose(bench, "contact"));

        // For good: unlinked without a reason, the rules match the two again.
        Assert.Empty(bench.State.Never);
        bench.Send(new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = LinkBench.At(9) });
        Assert.IsType<LinkReply.Linked>(Link(bench, true, Profile("contact")));
    }

    [Fact]
    public void Allow_WhatAPersonSaidIsSomebodyElse_MayBeMatchedAgain()
    {
        var bench = new LinkBench();
        Link(bench, true, Profile("contact"));
        bench.Send(new LinkCommand.Unlink(UnlinkReason.WrongMatch) { At = LinkBench.At(5) });

        Assert.Equal(new LinkReply.Allowed(Changed: false), bench.Send(new LinkCommand.Allow("other") { At = LinkBench.At(6) }));
        Assert.Empty(bench.Last);
        Assert.Equal(new LinkReply.Allowed(Changed: true), bench.Send(new LinkCommand.Allow("contact") { At = LinkBench.At(6) }));
        Assert.Empty(bench.State.Never);
        Assert.IsType<LinkReply.Linked>(Link(bench, true, Profile("contact")));
        var read = bench.Journal.Select(record => EventJson.Read(EventJson.Write(record)));
        Assert.Equal(
            StateCodec.Write(bench.State), StateCodec.Write(read.Aggregate(LinkState.New(bench.State.Key), (state, record) => LinkFold.Replay(state, record))));
    }

    [Fact]
    public void Unlink_WithNoReason_IsNotRemembered()
    {
        var bench = new LinkBench();
        Link(bench, true, Profile("contact"));

        Assert.Equal(new LinkReply.Unlinked(Leaving: false), bench.Send(new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = LinkBench.At(5) }));
        Assert.Equal(new LinkReply.NotLinked(Phase.Unlinked), bench.Send(new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = LinkBench.At(6) }));
        Assert.IsType<LinkReply.Linked>(Link(bench, true, Profile("contact")));
    }

    [Fact]
    public void Unlink_WhileAWriteIsOut_KeepsTheClaimUntilItIsSettled()
    {
        var bench = Writing(out var attempt);

        Assert.Equal(new LinkReply.Unlinked(Leaving: true), bench.Send(new LinkCommand.Unlink(UnlinkReason.WrongMatch) { At = LinkBench.At(12) }));
        Assert.Equal((Phase.Leaving, "contact"), (bench.State.Phase, bench.State.Partner!.Id));
        Assert.Equal(new LinkReply.NotLinked(Phase.Leaving), Choose(bench, "other"));

        bench.Applied(attempt, 13, ("name", "Bea"));
        Assert.Equal((Phase.Unlinked, null), (bench.State.Phase, bench.State.Partner));
        Assert.Equal(["contact"], bench.State.Never);
    }

    [Fact]
    public void Leaving_AnswerNeverCame_EndsByReadingWhenOver()
    {
        var bench = Writing(out var attempt);
        bench.Send(new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = LinkBench.At(12) });
        bench.Settle(attempt, 13, new WriteOutcome.Unknown("lost"));
        Assert.Equal(Phase.Leaving, bench.State.Phase);
        Assert.NotNull(bench.Due(Side.Partner));

        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(Side.Partner, 50, ("name", "Ann")));
        Assert.Equal(Phase.Unlinked, bench.State.Phase);
    }

    [Fact]
    public void Leaving_RecordDeleted_EndsWhenTheWriteCannotBeOnItsWay()
    {
        var bench = Writing(out _);
        bench.Send(new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = LinkBench.At(12) });

        Gone(bench, Side.Partner, 20);
        Assert.Equal((Phase.Leaving, LinkBench.At(43.1)), (bench.State.Phase, bench.Due(Side.Partner)!.Value));

        Gone(bench, Side.Partner, 44);
        Assert.Equal(Phase.Unlinked, bench.State.Phase);
    }

    [Fact]
    public void Relink_StartsAnEpoch_AndNumbersGoOnRising()
    {
        var bench = Writing(out var attempt);
        bench.Applied(attempt, 12, ("name", "Bea"));
        var (version, number) = (bench.State.LastVersion, bench.State.LastAttempt);
        bench.Send(new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = LinkBench.At(13) });

        bench.Linked("other", at: 20);

        Assert.Equal((2, version, number), (bench.State.Epoch, bench.State.LastVersion, bench.State.LastAttempt));
        Assert.Empty(bench.State.Registers);
        bench.See(Side.Hub, 21, ("name", "Bea"));
        Assert.Equal(version + 1, bench.Name.Hub.Version);
    }

    [Fact]
    public void Settle_OfAnOlderEpoch_IsIgnored()
    {
        var bench = Writing(out var attempt);
        bench.Applied(attempt, 12, ("name", "Bea"));
        bench.Send(new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = LinkBench.At(13) });
        bench.Linked("other", at: 20);
        bench.See(Side.Hub, 21, ("name", "Bea"));
        bench.See(Side.Partner, 22, ("name", null));
        var open = bench.Begun(Side.Partner, 23, ("name", null));

        Assert.IsType<LinkReply.Ignored>(bench.Send(
            new LinkCommand.Settle(open.Id, 1, LinkBench.Applied(LinkBench.Content(("name", "Zed"))), LinkBench.At(24), LinkBench.At(24)) { At = LinkBench.At(24) }));
    }

    [Fact]
    public void RecordGone_BreaksAndTurnsNothingIntoBlanks_AndTheSameRecordComesBack()
    {
        var bench = LinkBench.Agreed();
        Gone(bench, Side.Partner, 10);
        Assert.Equal((Phase.Broken, "Ann", "Ann"), (bench.State.Phase, bench.Name.Partner.Seen!.Text, bench.Name.Partner.Shadow!.Text));
        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(Side.Hub, 11, ("name", "Bea")));

        Assert.IsType<LinkReply.NotBelieved>(bench.See(Side.Partner, 9, ("name", "Ann")));
        bench.See(Side.Partner, 20, ("name", "Ann"));

        Assert.Equal(Phase.Linked, bench.State.Phase);
        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Broken_ReadOfTheSameRevisionFromBefore_DoesNotBringItBack()
    {
        var bench = LinkBench.Agreed();
        bench.Observe(LinkBench.Read(Side.Hub, 10, ("name", "Bea")) with { Revision = 5 });
        Gone(bench, Side.Hub, 20);

        Assert.IsType<LinkReply.NotBelieved>(bench.Observe(LinkBench.Read(Side.Hub, 15, ("name", "Bea")) with { Revision = 5 }));
    }

    [Fact]
    public void RecordGone_OlderThanTheLink_IsNotBelieved()
    {
        var bench = new LinkBench().Linked(at: 100);

        Assert.IsType<LinkReply.NotBelieved>(Gone(bench, Side.Partner, 99));
        Assert.Equal(Phase.Linked, bench.State.Phase);
    }

    [Fact]
    public void RecordGone_OfAnOlderRevision_IsNotBelieved()
    {
        var bench = LinkBench.Agreed();
        bench.Observe(LinkBench.Read(Side.Hub, 10, ("name", "Bea")) with { Revision = 5 });

        Assert.IsType<LinkReply.NotBelieved>(bench.Send(new LinkCommand.RecordGone(Side.Hub, GoneReason.Deleted, LinkBench.At(20), 4) { At = LinkBench.At(20) }));
        Assert.Equal(Phase.Linked, bench.State.Phase);
    }

    [Fact]
    public void RecordGone_BothSides_NeedsBothBack()
    {
        var bench = LinkBench.Agreed();
        Gone(bench, Side.Hub, 10);
        Gone(bench, Side.Partner, 10);
        bench.See(Side.Hub, 20, ("name", "Ann"));
        Assert.Equal(Phase.Broken, bench.State.Phase);

        bench.See(Side.Partner, 21, ("name", "Ann"));
        Assert.Equal(Phase.Linked, bench.State.Phase);
    }

    [Fact]
    public void Settle_Gone_BreaksTheLink()
    {
        var bench = Writing(out var attempt);
        bench.Settle(attempt, 12, new WriteOutcome.Gone(GoneReason.Deleted));

        Assert.Equal((Phase.Broken, null, true), (bench.State.Phase, bench.State.Open, bench.State.PartnerSide.Gone));
    }

    [Fact]
    public void Broken_WithAWriteOut_DropsItWhenItCannotBeOnItsWay()
    {
        var bench = Writing(out _);
        Gone(bench, Side.Partner, 20);
        Assert.NotNull(bench.State.Open);

        Gone(bench, Side.Partner, 44);

        Assert.Equal((null, null), (bench.State.Open, bench.Due(Side.Partner)));
    }

    private static LinkReply Gone(LinkBench bench, Side side, double at) =>
        bench.Send(new LinkCommand.RecordGone(side, GoneReason.Deleted, LinkBench.At(at)) { At = LinkBench.At(at) });

    private static LinkBench Writing(out Attempt attempt)
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"));
        return bench;
    }

    private static LinkReply Choose(LinkBench bench, string id) => bench.Send(
        new LinkCommand.Choose(LinkBench.Tenant, new MatchCandidate(id, id, null, true, null), null) { At = LinkBench.Zero });

    private static LinkReply Link(LinkBench bench, bool complete, params RecordProfile[] partners)
    {
        ImmutableArray<PartnerCandidate> candidates = [.. partners.Select(partner => new PartnerCandidate(partner, null))];
        var query = new MatchQuery(Client, candidates, false, complete ? LinkBench.Zero : null);
        return bench.Send(new LinkCommand.Link(LinkBench.Tenant, query) { At = LinkBench.Zero });
    }

    private static RecordProfile Profile(string id) => new() { Id = id, Kind = RecordKind.Person, DisplayName = "Ann Lee", NameKey = "ann|lee" };
}
