using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class TagTests
{
    private static readonly LinkSettings Settings = new([new FieldRule(ListParts.Tags, FieldKind.Tag) { IsList = true }]);

    [Fact]
    public void FirstAgreement_TagsAreUnited_WhateverTheirSpelling()
    {
        var bench = Linked(["VIP", "Golf"], ["vip", "Old client/UK"]);

        Assert.Equal(["tags/golf", "tags/old client/uk", "tags/vip"], bench.State.Registers.Keys);
        Assert.Equal(RegisterStatus.Agreed, At(bench, "vip").Status);
        Assert.Equal((RegisterStatus.Owed, Side.Partner), (At(bench, "golf").Status, At(bench, "golf").OwedTo));
        Assert.Equal((RegisterStatus.Owed, Side.Hub), (At(bench, "old client/uk").Status, At(bench, "old client/uk").OwedTo));
        Assert.Empty(LinkNotices.Of(bench.State, bench.Settings));
    }

    [Fact]
    public void Push_TheWholeSetKeepsWhatIsThereByTheReadJustBefore()
    {
        var bench = Linked(["vip", "golf"], ["vip"]);
        var set = Begun(bench, Side.Partner, 10, "VIP", "added meanwhile");

        Assert.Equal(["VIP", "added meanwhile", "golf"], set.Set.Whole);
        Assert.Equal(["golf"], set.Set.Added);
        Assert.Empty(set.Set.Removed);
        bench.Settle(set.Attempt, 11, LinkBench.Applied(Tags("VIP", "added meanwhile", "golf")));
        Assert.Equal(RegisterStatus.Agreed, At(bench, "golf").Status);
        Assert.Equal((RegisterStatus.Owed, Side.Hub), (At(bench, "added meanwhile").Status, At(bench, "added meanwhile").OwedTo));
    }

    [Fact]
    public void Push_WhatAFieldsDirectionHoldsBack_StaysInTheSet()
    {
        var bench = new LinkBench(() => new LinkSettings([new FieldRule(ListParts.Tags, FieldKind.Tag) { IsList = true, Direction = Direction.ToPartner }])).Linked();
        See(bench, Side.Hub, 1, "vip");
        See(bench, Side.Partner, 2, "theirs");
        Assert.Equal(HoldReason.OneWay, At(bench, "theirs").Hold);

        Assert.Equal(["theirs", "vip"], Begun(bench, Side.Partner, 10, "theirs").Set.Whole);
    }

    [Theory]
    [InlineData(Side.Hub)]
    [InlineData(Side.Partner)]
    public void Removed_OnOneSide_IsRemovedOnTheOther_AndForgotten(Side side)
    {
        var bench = Linked(["vip", "golf"], ["vip", "golf"]);
        See(bench, side, 10, "golf");

        var set = Begun(bench, side.Other(), 20, "Vip", "golf");
        Assert.Equal(["golf"], set.Set.Whole);
        Assert.Equal(["Vip"], set.Set.Removed);
        bench.Settle(set.Attempt, 21, LinkBench.Applied(Tags("golf")));
        Assert.Equal(["tags/golf"], bench.State.Registers.Keys);
    }

    [Fact]
    public void AddedAndRemovedOnBothSides_AreUnited()
    {
        var bench = Linked(["a", "b", "c"], ["a", "b", "c"]);
        See(bench, Side.Hub, 10, "b", "c", "new at hub");
        See(bench, Side.Partner, 10, "a", "c", "new at partner");

        Assert.Equal(["c", "new at partner", "new at hub"], Begun(bench, Side.Partner, 20, "a", "c", "new at partner").Set.Whole);
        Assert.Equal(Side.Hub, At(bench, "b").OwedTo);
        Assert.Equal(Side.Hub, At(bench, "new at partner").OwedTo);
    }

    [Fact]
    public void RemovedOnBothSides_IsForgotten()
    {
        var bench = Linked(["a", "b"], ["a", "b"]);
        See(bench, Side.Hub, 10, "a");
        See(bench, Side.Partner, 10, "a");

        Assert.Equal(["tags/a"], bench.State.Registers.Keys);
    }

    [Fact]
    public void RespelledOnOneSide_IsNoChange()
    {
        var bench = Linked(["vip"], ["vip"]);
        See(bench, Side.Partner, 10, "V I P", "VIP");
        var events = bench.Last;

        Assert.Equal(RegisterStatus.Agreed, At(bench, "vip").Status);
        Assert.Equal(["tags/v i p"], ((LinkEvent.Seen)events[0]).Values.Select(value => value.Path));
    }

    [Fact]
    public void SetNotCoveredByTheRead_SaysNothing()
    {
        var bench = Linked(["vip"], ["vip"]);
        bench.See(Side.Partner, 10, ("name", "Ann"));

        Assert.Equal(RegisterStatus.Agreed, At(bench, "vip").Status);
        Assert.Empty(bench.Last);
    }

    [Fact]
    public void NothingIsWritten_WhereTheReadJustBeforeDidNotShowTheSet()
    {
        var bench = Linked(["vip"], []);
        Assert.Equal(RegisterStatus.Owed, At(bench, "vip").Status);

        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(Side.Partner, 10, ("name", "Ann")));
    }

    [Fact]
    public void RemovedByUs_AndAddedThereAgainWithinMinutes_ComesBack()
    {
        var bench = Linked(["vip"], ["vip"]);
        See(bench, Side.Hub, 10);
        var set = Begun(bench, Side.Partner, 20, "vip");
        bench.Settle(set.Attempt, 21, LinkBench.Applied(Tags()));
        Assert.Empty(bench.State.Registers);

        See(bench, Side.Partner, 60, "vip");
        Assert.Equal((RegisterStatus.Owed, Side.Hub), (At(bench, "vip").Status, At(bench, "vip").OwedTo));
    }

    [Fact]
    public void Refused_TheOnlyTag_IsHeldAndVisible()
    {
        var bench = Linked(["vip"], []);
        var set = Begun(bench, Side.Partner, 10);
        bench.Settle(set.Attempt, 11, new WriteOutcome.Refused("tags/vip", "no"));

        Assert.Equal((HoldReason.Refused, "tags/vip"), (At(bench, "vip").Hold, Assert.Single(LinkNotices.Of(bench.State, bench.Settings)).Path));
    }

    private static LinkBench Linked(string[] hub, string[] partner)
    {
        var bench = new LinkBench(() => Settings).Linked();
        See(bench, Side.Hub, 1, hub);
        See(bench, Side.Partner, 2, partner);
        return bench;
    }

    private static Register At(LinkBench bench, string name) => bench.State.RegisterAt(FieldPaths.Tag(name));

    private static void See(LinkBench bench, Side side, double at, params string[] tags) =>
        bench.Observe(LinkBench.Read(side, at) with { Content = Tags(tags) });

    private static (Attempt Attempt, SetPatch Set) Begun(LinkBench bench, Side side, double at, params string[] tags)
    {
        var begun = Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.Read(side, at) with { Content = Tags(tags) }));
        return (begun.Attempt, Assert.Single(begun.Patch.Sets));
    }

    private static RecordContent Tags(params string[] names) => RecordContent.Empty with
    {
        Lists = RecordContent.Empty.Lists.Add(ListParts.Tags, [.. names.Select((name, number) => new RecordRow($"{number}", FieldValue.Of(name)))]),
    };
}
