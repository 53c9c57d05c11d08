using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class NoticeTests
{
    [Fact]
    public void Of_Agreed_IsNone() => Assert.Empty(Notices(LinkBench.Agreed()));

    [Fact]
    public void Of_FirstDifferences_IsOneForTheLink_AndClosesItself()
    {
        var bench = new LinkBench().Linked();
        bench.See(Side.Hub, 1, ("name", "Ann"), ("job", "Clerk"));
        bench.See(Side.Partner, 2, ("name", "Anna"), ("job", "Cook"));
        var notice = Assert.Single(Notices(bench));
        Assert.Equal(
            (null, NoticeCause.FirstDifference, LinkBench.Zero, NoticeRemedy.Resolve, NoticeActor.Adviser),
            (notice.Path, notice.Cause, notice.Since!.Value, notice.Remedy, notice.Who));

        Apply(bench, "name");
        Assert.Single(Notices(bench));
        Apply(bench, "job");
        Assert.Empty(Notices(bench));
    }

    [Fact]
    public void Of_Conflict_NamesTheFieldAndSinceWhen()
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(conflict: ConflictPolicy.Ask));
        bench.See(Side.Hub, 20, ("name", "Bea"));
        bench.See(Side.Partner, 20.05, ("name", "Cleo"));

        var notice = Assert.Single(Notices(bench));
        Assert.Equal(("name", NoticeCause.Conflict, LinkBench.At(20.15)), (notice.Path, notice.Cause, notice.Since!.Value));
    }

    [Theory]
    [InlineData("Refused", NoticeCause.Refused, NoticeRemedy.CorrectValue)]
    [InlineData("Altered", NoticeCause.Altered, NoticeRemedy.Compare)]
    public void Of_WhatTheSystemMadeOfAValue_NamesTheSide(string how, NoticeCause cause, NoticeRemedy remedy)
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        var attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"));
        bench.Settle(attempt, 12, how == "Refused" ? new WriteOutcome.Refused("name", "no") : LinkBench.Applied(LinkBench.Content(("name", "B"))));

        var notice = Assert.Single(Notices(bench));
        Assert.Equal(("name", cause, remedy, Side.Partner), (notice.Path, notice.Cause, notice.Remedy, notice.Side!.Value));
        bench.See(Side.Hub, 20, ("name", how == "Refused" ? "Ann" : "B"));
        Assert.Empty(Notices(bench));
    }

    [Theory]
    [InlineData(GoneReason.Deleted, NoticeCause.RecordDeleted, NoticeRemedy.RestoreOrUnlink, NoticeActor.Adviser)]
    [InlineData(GoneReason.AccessLost, NoticeCause.AccessLost, NoticeRemedy.GrantAccess, NoticeActor.FirmAdmin)]
    public void Of_RecordOutOfReach_SaysWhy_AndNothingElse(GoneReason reason, NoticeCause cause, NoticeRemedy remedy, NoticeActor who)
    {
        var bench = new LinkBench().Linked();
        bench.See(Side.Hub, 1, ("name", "Ann"));
        bench.See(Side.Partner, 2, ("name", "Anna"));
        bench.Send(new LinkCommand.RecordGone(Side.Partner, reason, LinkBench.At(10)) { At = LinkBench.At(10) });

        var notice = Assert.Single(Notices(bench));
        Assert.Equal((cause, remedy, who, Side.Partner, LinkBench.At(10)), (notice.Cause, notice.Remedy, notice.Who, notice.Side!.Value, notice.Since!.Value));
        bench.See(Side.Partner, 20, ("name", "Ann"));
        Assert.Empty(Notices(bench));
    }

    [Fact]
    public void Of_AccessLostThenDeleted_FollowsTheReason()
    {
        var bench = LinkBench.Agreed();
        bench.Send(new LinkCommand.RecordGone(Side.Partner, GoneReason.AccessLost, LinkBench.At(10)) { At = LinkBench.At(10) });
        bench.Send(new LinkCommand.RecordGone(Side.Partner, GoneReason.Deleted, LinkBench.At(20)) { At = LinkBench.At(20) });

        Assert.Equal(NoticeCause.RecordDeleted, Assert.Single(Notices(bench)).Cause);
    }

    [Theory]
    [InlineData(null, NoticeCause.ChoiceNeeded)]
    [InlineData("other", NoticeCause.PartnerTaken)]
    public void Of_MatchingThatNeedsAPerson(string? takenBy, NoticeCause cause)
    {
        var bench = new LinkBench();
        Link(bench, complete: false, takenBy);
        Assert.Empty(Notices(bench));
        Link(bench, complete: true, takenBy, again: takenBy is null);

        var notice = Assert.Single(Notices(bench));
        Assert.Equal((cause, NoticeRemedy.ChooseRecord), (notice.Cause, notice.Remedy));
    }

    [Fact]
    public void Of_NoLongerMapped_IsNone()
    {
        var bench = new LinkBench().Linked();
        bench.See(Side.Hub, 1, ("name", "Ann"));
        bench.See(Side.Partner, 2, ("name", "Anna"));
        bench.Settings = new LinkSettings([]);

        Assert.Empty(Notices(bench));
        Assert.Equal(0, LinkDifferences.Count(bench.State, bench.Settings));
    }

    private static ImmutableArray<LinkNotice> Notices(LinkBench bench) => LinkNotices.Of(bench.State, bench.Settings);

    private static void Apply(LinkBench bench, string path) =>
        bench.Send(new LinkCommand.Apply([new PathChoice(path, Side.Hub, null, null)]) { At = LinkBench.At(5) });

    private static void Link(LinkBench bench, bool complete, string? takenBy, bool again = false)
    {
        var contact = new PartnerCandidate(Profile("a"), takenBy);
        bench.Send(new LinkCommand.Link(
            LinkBench.Tenant,
            new MatchQuery(Profile("client"), again ? [contact, new PartnerCandidate(Profile("b"), null)] : [contact], false, complete ? LinkBench.Zero : null))
            { At = LinkBench.Zero });
    }

    private static RecordProfile Profile(string id) => new() { Id = id, Kind = RecordKind.Person, DisplayName = "Ann Lee", NameKey = "ann|lee" };
}
