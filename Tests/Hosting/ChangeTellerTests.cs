using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Tests.Links;

namespace Counterpart.Tests.Hosting;

/// <summary>Which notices an event opens and closes, as a listener hears it.</summary>
public sealed class ChangeTellerTests
{
    [Fact]
    public void Conflict_EndedByAnEdit_ClosesItsNotice()
    {
        var bench = Conflict();
        Assert.Equal(["opened conflict name"], Notices(bench));

        bench.See(Side.Partner, 40, ("name", "Bea"));
        Assert.Equal(["closed conflict name"], Notices(bench));
    }

    [Fact]
    public void Conflict_EditedAndStillAConflict_IsTheSameNotice()
    {
        var bench = Conflict();
        bench.See(Side.Hub, 40, ("name", "Dan"));
        Assert.Equal(HoldReason.Conflict, bench.Name.Hold);
        Assert.Empty(Notices(bench));
    }

    [Fact]
    public void Conflict_DecidedByAPerson_ClosesItsNoticeOnce()
    {
        var bench = Conflict();
        bench.Send(new LinkCommand.Apply([new PathChoice("name", Side.Hub, null, null)]) { At = LinkBench.At(50) });
        Assert.Equal(["closed conflict name"], Notices(bench));
    }

    [Fact]
    public void OrdinaryEdit_TellsOfNoNotice()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 20, ("name", "Bea"));
        Assert.Empty(Notices(bench));
    }

    [Fact]
    public void Refused_OvertakenByAnEdit_ClosesItsNotice()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        var attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"));
        bench.Settle(attempt, 12, new WriteOutcome.Refused("name", "no"));
        Assert.Equal(["opened refused name"], Notices(bench));

        bench.See(Side.Hub, 20, ("name", "Cleo"));
        Assert.Equal(["closed refused name"], Notices(bench));
    }

    private static LinkBench Conflict()
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(conflict: ConflictPolicy.Ask));
        bench.See(Side.Hub, 20, ("name", "Bea"));
        bench.See(Side.Partner, 20.05, ("name", "Cleo"));
        Assert.Equal(HoldReason.Conflict, bench.Name.Hold);
        return bench;
    }

    private static IEnumerable<string> Notices(LinkBench bench) => ChangeTeller.Tell(bench.Last)
        .Where(change => change.Kind is LinkChangeKind.NoticeOpened or LinkChangeKind.NoticeClosed)
        .Select(change => $"{(change.Kind == LinkChangeKind.NoticeOpened ? "opened" : "closed")} {change.Reason} {change.Path}");
}
