using Counterpart.Links;

namespace Counterpart.Tests.Links;

/// <summary>Fields that move only by a person's word, and fields that were cleared.</summary>
public sealed class ManualTests
{
    [Theory]
    [InlineData("Ann", "Bea")]
    [InlineData(null, "Bea")]
    [InlineData("Ann", null)]
    public void Manual_FirstDifference_IsShownAndNotMoved(string? hub, string? partner)
    {
        var bench = Manual(hub, partner);

        Assert.Equal((RegisterStatus.Held, HoldReason.Manual), (bench.Name.Status, bench.Name.Hold));
        Assert.Equal(1, LinkDifferences.Count(bench.State, bench.Settings));
        Assert.Empty(LinkNotices.Of(bench.State, bench.Settings));
        Assert.Null(bench.Due(Side.Hub));
        Assert.Null(bench.Due(Side.Partner));
    }

    [Fact]
    public void Manual_EditAfterAgreement_StaysWhereItIs_AndEqualAgainAgrees()
    {
        var bench = Manual("Ann", "Ann");
        bench.See(Side.Hub, 10, ("name", "Bea"));
        Assert.Equal(HoldReason.Manual, bench.Name.Hold);

        bench.See(Side.Partner, 20, ("name", "Bea"));
        Assert.Equal((RegisterStatus.Agreed, 0), (bench.Name.Status, LinkDifferences.Count(bench.State, bench.Settings)));
    }

    [Fact]
    public void Manual_Applied_MovesOnce_AndTheNextEditWaitsAgain()
    {
        var bench = Manual("Ann", "Bea");
        bench.Send(new LinkCommand.Apply([new PathChoice("name", Side.Hub, null, null)]) { At = LinkBench.At(5) });
        Assert.Equal((RegisterStatus.Owed, 1), (bench.Name.Status, LinkDifferences.Count(bench.State, bench.Settings)));
        bench.Applied(bench.Begun(Side.Partner, 6, ("name", "Bea")), 7, ("name", "Ann"));
        Assert.Equal(RegisterStatus.Agreed, bench.Name.Status);

        bench.See(Side.Hub, 20, ("name", "Cleo"));
        Assert.Equal(HoldReason.Manual, bench.Name.Hold);
    }

    [Fact]
    public void Manual_AppliedThenEditedBeforeThePush_IsNotPushed()
    {
        var bench = Manual("Ann", "Bea");
        bench.Send(new LinkCommand.Apply([new PathChoice("name", Side.Hub, null, null)]) { At = LinkBench.At(5) });
        bench.See(Side.Hub, 6, ("name", "Cleo"));

        Assert.Equal((HoldReason.Manual, null), (bench.Name.Hold, bench.Name.Chosen));
    }

    [Fact]
    public void Manual_AppliedThenTheBeginReadShowsAnEdit_IsNotPushed()
    {
        var bench = Manual("Ann", "Bea");
        bench.Send(new LinkCommand.Apply([new PathChoice("name", Side.Hub, null, null)]) { At = LinkBench.At(5) });

        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(Side.Partner, 10, ("name", "Dora")));
        Assert.Equal(HoldReason.Manual, bench.Name.Hold);
    }

    [Theory]
    [InlineData(BlankRule.Propagate, RegisterStatus.Owed, Side.Partner)]
    [InlineData(BlankRule.Refill, RegisterStatus.Owed, Side.Hub)]
    [InlineData(BlankRule.Keep, RegisterStatus.Held, Side.Hub)]
    public void Cleared_AfterAgreement_FollowsTheFieldsRule(BlankRule rule, RegisterStatus status, Side owedTo)
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(name => name with { OnBlank = rule }));
        bench.See(Side.Hub, 10, ("name", null));

        Assert.Equal((status, owedTo), (bench.Name.Status, bench.Name.OwedTo));
        Assert.Equal(rule == BlankRule.Keep ? HoldReason.BlankKept : HoldReason.None, bench.Name.Hold);
    }

    [Theory]
    [InlineData(BlankRule.Refill)]
    [InlineData(BlankRule.Keep)]
    public void Cleared_ThenFilledThere_TheNewValueGoesOver(BlankRule rule)
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(name => name with { OnBlank = rule }));
        bench.See(Side.Hub, 10, ("name", null));
        bench.See(Side.Hub, 20, ("name", "Bea"));

        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Refill_BeforeItIsWritten_TheNextEditThereIsNoConflict()
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(name => name with { OnBlank = BlankRule.Refill, OnConflict = ConflictPolicy.Ask }));
        bench.See(Side.Partner, 10, ("name", null));
        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));

        bench.See(Side.Partner, 20, ("name", "Bea"));

        Assert.Equal((RegisterStatus.Owed, Side.Hub), (bench.Name.Status, bench.Name.OwedTo));
        Assert.Equal(MergeRule.OnlyChange, Assert.Single(bench.Last.OfType<LinkEvent.Merged>()).Steps[0].Rule);
    }

    [Fact]
    public void Refill_BeforeItIsWritten_AnEditOfTheSideThatStandsIsNoConflictEither()
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(name => name with { OnBlank = BlankRule.Refill, OnConflict = ConflictPolicy.Ask }));
        bench.See(Side.Partner, 10, ("name", null));

        bench.See(Side.Hub, 11, ("name", "Bea"));

        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
        Assert.Equal(MergeRule.Refill, Assert.Single(bench.Last.OfType<LinkEvent.Merged>()).Steps[0].Rule);
    }

    [Fact]
    public void Refill_Written_IsAgreed()
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(name => name with { OnBlank = BlankRule.Refill }));
        bench.See(Side.Partner, 10, ("name", null));

        bench.Applied(bench.Begun(Side.Partner, 11, ("name", null)), 12, ("name", "Ann"));

        Assert.Equal((RegisterStatus.Agreed, "Ann"), (bench.Name.Status, bench.Name.Partner.Seen!.Text));
    }

    [Fact]
    public void Refill_OfAFieldThatGoesTheOtherWayOnly_IsHeld()
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(name => name with { OnBlank = BlankRule.Refill, Direction = Direction.ToPartner }));
        bench.See(Side.Hub, 10, ("name", null));

        Assert.Equal((RegisterStatus.Held, HoldReason.OneWay), (bench.Name.Status, bench.Name.Hold));
    }

    private static LinkBench Manual(string? hub, string? partner)
    {
        var bench = new LinkBench(() => LinkBench.With(name => name with { Direction = Direction.Manual })).Linked();
        bench.See(Side.Hub, 1, ("name", hub));
        bench.See(Side.Partner, 2, ("name", partner));
        return bench;
    }
}
