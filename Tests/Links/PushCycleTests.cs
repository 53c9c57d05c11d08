using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class PushCycleTests
{
    private static readonly SystemRecord Record = new() { Id = "contact", Kind = RecordKind.Person, Content = RecordContent.Empty, Revision = 3 };

    [Fact]
    public void Cycle_OfOneWrite_ReadsBeginsWritesSettlesAndIsDone()
    {
        var cycle = new PushCycle(Side.Partner);
        Assert.IsType<PushStep.Read>(cycle.Step);

        cycle = cycle.AfterRead(Record, LinkBench.At(1), LinkBench.At(2), LinkBench.At(0));
        var read = Assert.IsType<PushStep.Begin>(cycle.Step).What;
        Assert.Equal(("contact", 3, true, LinkBench.At(0)), (read.RecordId, read.Revision!.Value, read.Single, read.UnchangedSince));

        var attempt = Attempt(deadline: 20);
        cycle = cycle.AfterBegin(new LinkReply.Begun(attempt, new RecordPatch()), LinkBench.At(3));
        Assert.Same(attempt, Assert.IsType<PushStep.Write>(cycle.Step).Attempt);

        cycle = cycle.AfterWrite(attempt, new WriteOutcome.Conflicted(), LinkBench.At(4), LinkBench.At(5));
        Assert.Equal((LinkBench.At(4), LinkBench.At(5)), cycle.Step is PushStep.Settle settle ? (settle.StartedAt, settle.EndedAt) : default);

        Assert.IsType<PushStep.Read>(cycle.AfterSettle(new LinkReply.Settled(LinkBench.At(5)), LinkBench.At(5)).Step);
        Assert.IsType<PushStep.Done>(cycle.AfterSettle(new LinkReply.Settled(LinkBench.At(6)), LinkBench.At(5)).Step);
        Assert.IsType<PushStep.Done>(cycle.AfterSettle(new LinkReply.Settled(null), LinkBench.At(5)).Step);
        Assert.IsType<PushStep.Done>(cycle.AfterSettle(new LinkReply.Ignored(), LinkBench.At(5)).Step);
    }

    [Fact]
    public void AfterBegin_PastTheDeadline_DoesNotWrite() => Assert.IsType<PushStep.Done>(
        new PushCycle(Side.Partner).AfterBegin(new LinkReply.Begun(Attempt(deadline: 20), new RecordPatch()), LinkBench.At(20)).Step);

    [Fact]
    public void AfterBegin_NotBelieved_ReadsAgainButNotForEver()
    {
        var cycle = new PushCycle(Side.Partner);
        var rounds = 0;
        while (cycle.Step is PushStep.Read)
        {
            cycle = cycle.AfterRead(Record, LinkBench.At(1), LinkBench.At(2), LinkBench.At(0)).AfterBegin(new LinkReply.NotBelieved(), LinkBench.At(3));
            rounds++;
        }

        Assert.Equal(4, rounds);
    }

    [Fact]
    public void AfterBegin_NothingOwed_IsDone() =>
        Assert.Equal(new PushStep.Done(null), new PushCycle(Side.Partner).AfterBegin(new LinkReply.NothingOwed(null), LinkBench.At(3)).Step);

    [Fact]
    public void AfterGoneAndFailedRead_SayWhatFollows()
    {
        Assert.Equal(new PushStep.ReportGone(GoneReason.Deleted, LinkBench.At(1)), new PushCycle(Side.Hub).AfterGone(GoneReason.Deleted, LinkBench.At(1)).Step);
        Assert.Equal(new PushStep.Done(LinkBench.At(9)), new PushCycle(Side.Hub).AfterFailedRead(LinkBench.At(9)).Step);
    }

    private static Attempt Attempt(double deadline) =>
        new() { Id = 1, Epoch = 1, Side = Side.Partner, Paths = [], ReadAt = LinkBench.At(1), Deadline = LinkBench.At(deadline) };
}
