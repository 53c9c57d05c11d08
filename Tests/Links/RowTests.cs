using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class RowTests
{
    [Fact]
    public void Observe_EqualNumbers_AreOneRow()
    {
        var bench = Paired();

        Assert.Equal(new RowPair("h1", "p1"), Assert.Single(bench.State.Rows).Value);
        Assert.Equal(RegisterStatus.Agreed, bench.State.RegisterAt("phones/r1").Status);
    }

    [Fact]
    public void Observe_EqualNumberOfAnotherKind_IsOneRow()
    {
        var bench = new LinkBench().Linked();
        bench.SeePhones(Side.Hub, 1, ("h1", "5550100001", "mobile"), ("h2", "5550100002", "home"));
        bench.SeePhones(Side.Partner, 2, ("p1", "5550100002", "work"), ("p2", "5550100001", "mobile"));

        Assert.Equal(new RowPair("h2", "p1"), bench.State.Rows["phones/r2"]);
        Assert.Equal(new RowPair("h1", "p2"), bench.State.Rows["phones/r1"]);
    }

    [Fact]
    public void Observe_OnlyRowOfItsKind_IsPairedAndDiffers()
    {
        var bench = new LinkBench().Linked();
        bench.SeePhones(Side.Hub, 1, ("h1", "5550100001", "mobile"));
        bench.SeePhones(Side.Partner, 2, ("p1", "5550100002", "Mobile"));

        Assert.Equal(new RowPair("h1", "p1"), Assert.Single(bench.State.Rows).Value);
        Assert.Equal(HoldReason.First, bench.State.RegisterAt("phones/r1").Hold);
    }

    [Fact]
    public void Observe_TwoOfAKind_StandApartAndAreUnited()
    {
        var bench = new LinkBench().Linked();
        bench.SeePhones(Side.Hub, 1, ("h1", "5550100001", "mobile"));
        bench.SeePhones(Side.Partner, 2, ("p1", "5550100002", "mobile"), ("p2", "5550100003", "mobile"));

        Assert.Equal(3, bench.State.Rows.Count);
        Assert.Equal((RegisterStatus.Owed, Side.Partner), Owed(bench, "phones/r1"));
        Assert.Equal((RegisterStatus.Owed, Side.Hub), Owed(bench, "phones/r2"));
        Assert.Equal((RegisterStatus.Owed, Side.Hub), Owed(bench, "phones/r3"));
    }

    [Fact]
    public void Observe_RowWithAnotherIdAndTheSameNumber_IsTheSameRow()
    {
        var bench = Paired();
        bench.SeePhones(Side.Partner, 10, ("p9", "5550100001", "mobile"));

        Assert.Equal(new RowPair("h1", "p9"), Assert.Single(bench.State.Rows).Value);
        Assert.Equal(RegisterStatus.Agreed, bench.State.RegisterAt("phones/r1").Status);
    }

    [Fact]
    public void Observe_RowEditedUnderItsId_IsAnEdit()
    {
        var bench = Paired();
        bench.SeePhones(Side.Partner, 10, ("p1", "5550100009", "mobile"));

        Assert.Equal((RegisterStatus.Owed, Side.Hub), Owed(bench, "phones/r1"));
    }

    [Fact]
    public void Observe_RowDeleted_IsDeletedThereAndRetires()
    {
        var bench = Paired();
        bench.SeePhones(Side.Partner, 10);

        var begun = Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.ReadPhones(Side.Hub, 11, ("h1", "5550100001", "mobile"))));
        Assert.Equal(new RowPatch("phones/r1", "phones", "h1", FieldValue.Blank), Assert.Single(begun.Patch.Rows));
        bench.Settle(begun.Attempt, 12, LinkBench.Applied(LinkBench.Phones()));

        Assert.Empty(bench.State.Rows);
        Assert.False(bench.State.Registers.ContainsKey("phones/r1"));
        Assert.Equal(1, bench.State.LastRow);
    }

    [Fact]
    public void Observe_RowDeletedThereAndEditedHere_IsAddedAgain()
    {
        var bench = Paired();
        bench.SeePhones(Side.Partner, 10);
        bench.SeePhones(Side.Hub, 10.5, ("h1", "5550100009", "mobile"));

        var begun = Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.ReadPhones(Side.Partner, 11)));

        Assert.Equal(new RowPatch("phones/r1", "phones", null, LinkBench.Phone("5550100009")), Assert.Single(begun.Patch.Rows));
    }

    [Fact]
    public void Settle_AddedRowRewrittenByTheSystem_IsStillThatRow()
    {
        var bench = new LinkBench().Linked();
        bench.SeePhones(Side.Partner, 1);
        bench.SeePhones(Side.Hub, 2, ("h1", "5550100001", "mobile"));
        var begun = Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.ReadPhones(Side.Partner, 4)));

        bench.Settle(begun.Attempt, 5, LinkBench.Applied(LinkBench.Phones(("p1", "555", "other"))));

        Assert.Equal(new RowPair("h1", "p1"), Assert.Single(bench.State.Rows).Value);
        Assert.Equal(HoldReason.Altered, bench.State.RegisterAt("phones/r1").Hold);
    }

    [Fact]
    public void Settle_RowRemovedAndItsNumberAddedInOneWrite_IsTheNewRow()
    {
        var bench = Paired();
        bench.SeePhones(Side.Hub, 10, ("h1", "5550100001", "mobile"), ("h2", "5550100001", "mobile"));
        bench.SeePhones(Side.Hub, 10.2, ("h2", "5550100001", "mobile"));
        var begun = Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.ReadPhones(Side.Partner, 11, ("p1", "+15550100001", "mobile"))));
        Assert.Equal(2, begun.Attempt.Paths.Length);

        bench.Settle(begun.Attempt, 12, LinkBench.Applied(LinkBench.Phones(("p2", "5550100001", "mobile"))));

        Assert.Equal(new RowPair("h2", "p2"), Assert.Single(bench.State.Rows).Value);
        Assert.Equal(RegisterStatus.Agreed, bench.State.RegisterAt("phones/r2").Status);
    }

    [Fact]
    public void Settle_NumberWeRemovedEnteredAnew_IsAnotherRow()
    {
        var bench = Paired();
        bench.SeePhones(Side.Hub, 10);
        var begun = Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.ReadPhones(Side.Partner, 11, ("p1", "+15550100001", "mobile"))));

        bench.Settle(begun.Attempt, 12, LinkBench.Applied(LinkBench.Phones(("p2", "+15550100001", "mobile"))));

        Assert.Equal(new RowPair(null, "p2"), Assert.Single(bench.State.Rows).Value);
        Assert.Equal((RegisterStatus.Owed, Side.Hub), Owed(bench, "phones/r2"));
    }

    [Fact]
    public void Observe_StaleListAfterOurAddition_KeepsTheRowsId()
    {
        var bench = new LinkBench().Linked();
        bench.SeePhones(Side.Partner, 1);
        bench.SeePhones(Side.Hub, 2, ("h1", "5550100001", "mobile"));
        var begun = Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.ReadPhones(Side.Partner, 4)));
        bench.Settle(begun.Attempt, 5, LinkBench.Applied(LinkBench.Phones(("p1", "5550100001", "mobile"))));

        bench.SeePhones(Side.Partner, 6);

        Assert.Equal(new RowPair("h1", "p1"), bench.State.Rows["phones/r1"]);
        Assert.True(bench.State.RegisterAt("phones/r1").Partner.Doubt);
    }

    [Fact]
    public void Begin_NewMainRow_GoesWithItsRow()
    {
        var bench = new LinkBench().Linked();
        bench.Observe(LinkBench.Read(Side.Hub, 1) with { Content = WithPrimary(("h1", "5550100001", true)) });
        bench.Observe(LinkBench.Read(Side.Partner, 2) with { Content = WithPrimary(("p1", "5550100001", true)) });
        bench.Observe(LinkBench.Read(Side.Hub, 10) with { Content = WithPrimary(("h1", "5550100001", false), ("h2", "5550100002", true)) });

        var begun = Assert.IsType<LinkReply.Begun>(
            bench.Begin(LinkBench.Read(Side.Partner, 11) with { Content = WithPrimary(("p1", "5550100001", true)) }));

        var row = Assert.Single(begun.Patch.Rows);
        Assert.Equal(("phones/r2", null, true), (row.Path, row.RowId, row.Primary));
    }

    [Fact]
    public void Observe_MainRowThatTheOtherSideRefused_IsHeldToo()
    {
        var bench = new LinkBench().Linked();
        bench.Observe(LinkBench.Read(Side.Hub, 1) with { Content = WithPrimary(("h1", "5550100001", true)) });
        bench.Observe(LinkBench.Read(Side.Partner, 2) with { Content = WithPrimary(("p1", "5550100001", true)) });
        bench.Observe(LinkBench.Read(Side.Hub, 10) with { Content = WithPrimary(("h1", "5550100001", false), ("h2", "5550100002", true)) });
        var begun = Assert.IsType<LinkReply.Begun>(
            bench.Begin(LinkBench.Read(Side.Partner, 11) with { Content = WithPrimary(("p1", "5550100001", true)) }));

        bench.Settle(begun.Attempt, 12, new WriteOutcome.Refused("phones/r2", "no"));

        Assert.Equal(HoldReason.Refused, bench.State.RegisterAt("phones/r2").Hold);
        Assert.Equal((RegisterStatus.Held, HoldReason.Refused), (bench.State.RegisterAt("phones/primary").Status, bench.State.RegisterAt("phones/primary").Hold));
        Assert.Null(bench.Due(Side.Partner));
    }

    private static RecordContent WithPrimary(params (string Id, string Number, bool Primary)[] rows) => RecordContent.Empty with
    {
        Lists = RecordContent.Empty.Lists.Add(
            ListParts.Phones, [.. rows.Select(row => new RecordRow(row.Id, LinkBench.Phone(row.Number), row.Primary))]),
    };

    private static (RegisterStatus Status, Side To) Owed(LinkBench bench, string path) =>
        (bench.State.RegisterAt(path).Status, bench.State.RegisterAt(path).OwedTo);

    private static LinkBench Paired()
    {
        var bench = new LinkBench().Linked();
        bench.SeePhones(Side.Hub, 1, ("h1", "(555) 010-0001", "mobile"));
        bench.SeePhones(Side.Partner, 2, ("p1", "+15550100001", "mobile"));
        return bench;
    }
}
