using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class ReconsiderTests
{
    [Fact]
    public void Reconsider_SameSettings_AddsNothing()
    {
        var bench = First();

        Assert.Equal(new LinkReply.Reconsidered(0), Reconsider(bench));
        Assert.Empty(bench.Last);
    }

    [Fact]
    public void Reconsider_FirstDifferenceNowDecided_Moves()
    {
        var bench = First();
        bench.Settings = LinkBench.With(first: ConflictPolicy.Partner);

        Assert.Equal(new LinkReply.Reconsidered(1), Reconsider(bench));
        Assert.Equal((RegisterStatus.Owed, Side.Hub), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Reconsider_ConflictNowDecided_Moves()
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(conflict: ConflictPolicy.Ask));
        bench.See(Side.Hub, 20, ("name", "Bea"));
        bench.See(Side.Partner, 20.05, ("name", "Cleo"));
        bench.Settings = LinkBench.With(conflict: ConflictPolicy.Hub);
        Reconsider(bench);

        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Theory]
    [InlineData(Direction.ToHub, HoldReason.OneWay)]
    [InlineData(Direction.Manual, HoldReason.Manual)]
    [InlineData(Direction.None, HoldReason.OneWay)]
    public void Reconsider_DirectionNoLongerAllowsIt_IsHeld_AndMovesWhenItDoesAgain(Direction direction, HoldReason hold)
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.Settings = LinkBench.With(name => name with { Direction = direction });
        Reconsider(bench);
        Assert.Equal((RegisterStatus.Held, hold), (bench.Name.Status, bench.Name.Hold));
        Assert.Null(bench.Due(Side.Partner));

        bench.Settings = LinkBench.With();
        Reconsider(bench);
        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Reconsider_BlankRuleChanged_ClearsOrFills()
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(name => name with { OnBlank = BlankRule.Keep }));
        bench.See(Side.Hub, 10, ("name", null));
        Assert.Equal(HoldReason.BlankKept, bench.Name.Hold);

        bench.Settings = LinkBench.With(name => name with { OnBlank = BlankRule.Refill });
        Reconsider(bench);
        Assert.Equal((RegisterStatus.Owed, Side.Hub), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Reconsider_Refused_StaysRefused()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.Settle(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, new WriteOutcome.Refused("name", "no"));

        Assert.Equal(new LinkReply.Reconsidered(0), Reconsider(bench));
        Assert.Equal(HoldReason.Refused, bench.Name.Hold);
    }

    [Fact]
    public void Reconsider_NoLongerMapped_IsForgotten_AndStartsAnewWhenItIsMappedAgain()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        var mapped = bench.Settings;
        bench.Settings = new LinkSettings(mapped.Rules.Where(rule => rule.Path != "name"));
        Assert.Equal(new LinkReply.Reconsidered(1), Reconsider(bench));
        Assert.DoesNotContain("name", bench.State.Registers.Keys);
        Assert.Null(bench.Due(Side.Partner));
        bench.See(Side.Hub, 20, ("name", "Bea"));
        bench.See(Side.Partner, 21, ("name", "Ann"));

        bench.Settings = mapped;
        bench.Send(new LinkCommand.Reconsider { At = LinkBench.At(30), Added = ["name"] });
        Assert.Equal((LinkBench.At(30), LinkBench.At(30)), (bench.Due(Side.Hub)!.Value, bench.Due(Side.Partner)!.Value));
        bench.See(Side.Hub, 31, ("name", "Bea"));
        bench.See(Side.Partner, 31, ("name", "Ann"));
        Assert.Equal(HoldReason.First, bench.Name.Hold);
    }

    [Theory]
    [InlineData("job", false)]
    [InlineData(ListParts.Phones, true)]
    public void Reconsider_AddedAndReadOnOneSideJustBefore_ReadsBothAnew(string path, bool isList)
    {
        var bench = LinkBench.Agreed();
        bench.Observe(isList
            ? LinkBench.ReadPhones(Side.Hub, 10, ("h1", "5550100001", "mobile"))
            : LinkBench.Read(Side.Hub, 10, ("job", "Cook")));

        bench.Send(new LinkCommand.Reconsider { At = LinkBench.At(30), Added = [path] });

        Assert.Equal((LinkBench.At(30), LinkBench.At(30)), (bench.Due(Side.Hub)!.Value, bench.State.PartnerSide.Wanted));
    }

    [Fact]
    public void Reconsider_AddedButKnown_ReadsNothing()
    {
        var bench = LinkBench.Agreed();
        bench.Send(new LinkCommand.Reconsider { At = LinkBench.At(30), Added = ["name"] });

        Assert.Empty(bench.Last);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NoLongerMapped_WhileItsWriteIsOut_TheWriteIsSettledFirst(bool answered)
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        var attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"));
        bench.Settings = new LinkSettings(bench.Settings.Rules.Where(rule => rule.Path != "name"));
        Assert.Equal(new LinkReply.Reconsidered(0), Reconsider(bench));
        Assert.NotNull(bench.State.Open);

        if (answered)
        {
            bench.Applied(attempt, 12, ("name", "Bea"));
        }
        else
        {
            bench.Settle(attempt, 12, new WriteOutcome.Unknown("lost"));
            bench.Begin(Side.Partner, 60, ("name", "Bea"));
        }

        Assert.Null(bench.State.Open);
        Assert.DoesNotContain("name", bench.State.Registers.Keys);
    }

    private static LinkBench First()
    {
        var bench = new LinkBench().Linked();
        bench.See(Side.Hub, 1, ("name", "Ann"));
        bench.See(Side.Partner, 2, ("name", "Anna"));
        return bench;
    }

    private static LinkReply Reconsider(LinkBench bench) => bench.Send(new LinkCommand.Reconsider { At = LinkBench.At(15) });
}
