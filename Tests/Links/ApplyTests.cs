using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class ApplyTests
{
    [Theory]
    [InlineData(Side.Hub, "Bea", "Cleo")]
    [InlineData(Side.Partner, "Cleo", "Bea")]
    public void Apply_OnAConflict_OwesTheWinnerAndKeepsTheLoserInTheHistory(Side winner, string won, string lost)
    {
        var bench = Conflict();

        Assert.Equal(PathApply.Applied, Apply(bench, ("name", winner)));

        var step = Assert.Single(Assert.IsType<LinkEvent.Resolved>(Assert.Single(bench.Last)).Steps);
        Assert.Equal((MergeRule.Person, won, lost), (step.Rule, step.Won!.Text, step.Lost!.Text));
        Assert.Equal((RegisterStatus.Owed, winner.Other()), (bench.Name.Status, bench.Name.OwedTo));
        Assert.NotNull(bench.Due(winner.Other()));
        Push(bench, winner.Other(), 30, lost, won);
        Assert.Equal((RegisterStatus.Agreed, null), (bench.Name.Status, bench.Name.Chosen));
    }

    [Fact]
    public void Apply_BothDirectionsAtOnce_DecidesEachPathByItself()
    {
        var bench = new LinkBench().Linked();
        bench.See(Side.Hub, 1, ("name", "Ann"), ("job", "Clerk"), ("code", "A"));
        bench.See(Side.Partner, 2, ("name", "Anna"), ("job", "Cook"), ("code", "B"));
        Assert.Equal(3, LinkDifferences.Count(bench.State, bench.Settings));

        var reply = bench.Send(new LinkCommand.Apply(
            [new("name", Side.Hub, bench.Name.Hub.Version, null), new("job", Side.Partner, null, null), new("code", Side.Hub, 99, null), new("none", Side.Hub, null, null)])
            { At = LinkBench.At(3) });

        var results = Assert.IsType<LinkReply.Applied>(reply).Results;
        Assert.Equal([PathApply.Applied, PathApply.Applied, PathApply.Changed, PathApply.Unknown], results.Select(result => result.Result));
        Assert.Equal(("A", "B"), (results[2].Hub!.Text, results[2].Partner!.Text));
        Assert.Equal(bench.State.RegisterAt("code").Hub.Version, results[2].HubVersion);
        Assert.Equal((Side.Partner, Side.Hub), (bench.Name.OwedTo, bench.State.RegisterAt("job").OwedTo));
        Assert.Equal(HoldReason.First, bench.State.RegisterAt("code").Hold);
    }

    [Fact]
    public void Apply_ValueChangedSinceItWasShown_IsRefusedWithThePresentOne()
    {
        var bench = Conflict();
        var (hub, partner) = (bench.Name.Hub.Version, bench.Name.Partner.Version);
        bench.See(Side.Partner, 25, ("name", "Dora"));

        var reply = bench.Send(new LinkCommand.Apply([new("name", Side.Hub, hub, partner)]) { At = LinkBench.At(26) });

        var result = Assert.Single(Assert.IsType<LinkReply.Applied>(reply).Results);
        Assert.Equal((PathApply.Changed, "Dora", partner + 1), (result.Result, result.Partner!.Text, result.PartnerVersion));
        Assert.Empty(bench.Last);
    }

    [Fact]
    public void Apply_StandsUntilAValueChanges()
    {
        var bench = Conflict();
        Apply(bench, ("name", Side.Hub));
        bench.See(Side.Partner, 40, ("name", "Dora"));

        Assert.Equal((RegisterStatus.Held, HoldReason.Conflict, null), (bench.Name.Status, bench.Name.Hold, bench.Name.Chosen));
    }

    [Fact]
    public void Apply_WriteLost_IsOwedAgain()
    {
        var bench = Manual();
        Apply(bench, ("name", Side.Partner));
        var attempt = bench.Begun(Side.Hub, 30, ("name", "Ann"));
        bench.Settle(attempt, 31, new WriteOutcome.NotSent("over the limit", null));

        Assert.Equal((RegisterStatus.Owed, Side.Hub), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Apply_WhileAWriteOfThePathIsOut_IsBusy()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.Begun(Side.Partner, 11, ("name", "Ann"));

        Assert.Equal(PathApply.Busy, Apply(bench, ("name", Side.Partner)));
        Assert.Empty(bench.Last);
    }

    [Fact]
    public void Apply_ValueInDoubt_IsBusy()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        bench.See(Side.Partner, 12, ("name", "Cleo"));
        bench.Observe(LinkBench.Read(Side.Partner, 12.15, ("name", "Ann")) with { EndedAt = LinkBench.At(12.3) });
        Assert.True(bench.Name.Partner.Doubt);

        Assert.Equal(PathApply.Busy, Apply(bench, ("name", Side.Hub)));
    }

    [Fact]
    public void Apply_Agreed_ChangesNothing()
    {
        var bench = LinkBench.Agreed();

        Assert.Equal(PathApply.Agreed, Apply(bench, ("name", Side.Partner)));
        Assert.Empty(bench.Last);
    }

    [Fact]
    public void Apply_OwedTheSameWay_IsOnItsWay_AndTheOtherWayTurnsItBack()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        Assert.Equal(PathApply.Applied, Apply(bench, ("name", Side.Hub)));
        Assert.Empty(bench.Last);

        Assert.Equal(PathApply.Applied, Apply(bench, ("name", Side.Partner)));
        Assert.Equal((Side.Hub, "Bea"), (bench.Name.OwedTo, ((LinkEvent.Resolved)bench.Last[0]).Steps[0].Lost!.Text));
        Push(bench, Side.Hub, 30, "Bea", "Ann");
        Assert.Equal((RegisterStatus.Agreed, "Ann"), (bench.Name.Status, bench.Name.Hub.Seen!.Text));
    }

    [Theory]
    [InlineData(Direction.ToPartner, Side.Hub, PathApply.Applied)]
    [InlineData(Direction.ToPartner, Side.Partner, PathApply.NotAllowed)]
    [InlineData(Direction.ToHub, Side.Hub, PathApply.NotAllowed)]
    [InlineData(Direction.ToHub, Side.Partner, PathApply.Applied)]
    [InlineData(Direction.None, Side.Hub, PathApply.NotAllowed)]
    [InlineData(Direction.None, Side.Partner, PathApply.NotAllowed)]
    [InlineData(Direction.Manual, Side.Hub, PathApply.Applied)]
    [InlineData(Direction.Manual, Side.Partner, PathApply.Applied)]
    public void Apply_AsTheDirectionAllows(Direction direction, Side winner, PathApply expected)
    {
        var bench = new LinkBench(() => LinkBench.With(name => name with { Direction = direction })).Linked();
        bench.See(Side.Hub, 1, ("name", "Ann"));
        bench.See(Side.Partner, 2, ("name", "Bea"));

        Assert.Equal(expected, Apply(bench, ("name", winner)));
    }

    [Fact]
    public void Apply_OnARefusedValue_SendsItAgain()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        var attempt = bench.Begun(Side.Partner, 11, ("name", "Ann"));
        bench.Settle(attempt, 12, new WriteOutcome.Refused("name", "too short"));
        Assert.Equal(NoticeCause.Refused, Assert.Single(LinkNotices.Of(bench.State, bench.Settings)).Cause);

        Assert.Equal(PathApply.Applied, Apply(bench, ("name", Side.Hub)));
        Push(bench, Side.Partner, 30, "Ann", "Bea");
        Assert.Equal(RegisterStatus.Agreed, bench.Name.Status);
    }

    [Fact]
    public void Apply_OnAnAlteredValue_TakesOverWhatTheSystemMadeOfIt()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Beatrice"));
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "Ann")), 12, ("name", "Beat"));
        Assert.Equal(HoldReason.Altered, bench.Name.Hold);

        Assert.Equal(PathApply.Applied, Apply(bench, ("name", Side.Partner)));
        Push(bench, Side.Hub, 30, "Beatrice", "Beat");
        Assert.Equal(RegisterStatus.Agreed, bench.Name.Status);
    }

    [Theory]
    [InlineData(BlankRule.Keep, Side.Hub, null)]
    [InlineData(BlankRule.Keep, Side.Partner, "Ann")]
    [InlineData(BlankRule.Refill, Side.Hub, null)]
    public void Apply_OnAClearedField_TheBlankRuleGivesWay(BlankRule rule, Side winner, string? ends)
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(name => name with { OnBlank = rule }));
        bench.See(Side.Hub, 10, ("name", null));

        Assert.Equal(PathApply.Applied, Apply(bench, ("name", winner)));
        Push(bench, winner.Other(), 30, bench.Name.Of(winner.Other()).Seen!.Text, ends);

        Assert.Equal((RegisterStatus.Agreed, ends, ends), (bench.Name.Status, bench.Name.Hub.Seen!.Text, bench.Name.Partner.Seen!.Text));
    }

    [Fact]
    public void Apply_OnARow_AndItsMainRowFollows()
    {
        var settings = LinkBench.With();
        var bench = new LinkBench(() => new LinkSettings([.. settings.Rules.Select(rule => rule.IsList ? rule with { Direction = Direction.Manual } : rule)])).Linked();
        bench.Observe(LinkBench.Read(Side.Hub, 1) with { Content = WithMain(LinkBench.Phones(("h1", "5550100001", "mobile"))) });
        bench.SeePhones(Side.Partner, 2);
        Assert.Equal(HoldReason.Manual, bench.State.RegisterAt("phones/r1").Hold);

        Assert.Equal(PathApply.Applied, Apply(bench, ("phones/r1", Side.Hub)));
        var begun = Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.ReadPhones(Side.Partner, 10)));
        Assert.Null(Assert.Single(begun.Patch.Rows).RowId);
    }

    [Fact]
    public void Apply_Row_TheSideWithoutItWins_RemovesIt()
    {
        var settings = LinkBench.With();
        var bench = new LinkBench(() => new LinkSettings([.. settings.Rules.Select(rule => rule.IsList ? rule with { Direction = Direction.Manual } : rule)])).Linked();
        bench.SeePhones(Side.Hub, 1, ("h1", "5550100001", "mobile"));
        bench.SeePhones(Side.Partner, 2);

        Assert.Equal(PathApply.Applied, Apply(bench, ("phones/r1", Side.Partner)));
        var begun = Assert.IsType<LinkReply.Begun>(bench.Begin(LinkBench.ReadPhones(Side.Hub, 10, ("h1", "5550100001", "mobile"))));
        Assert.True(Assert.Single(begun.Patch.Rows).Value!.IsBlank);
        bench.Settle(begun.Attempt, 11, LinkBench.Applied(LinkBench.Phones()));
        Assert.DoesNotContain("phones/r1", bench.State.Registers.Keys);
    }

    [Fact]
    public void Apply_NotLinked_SaysSo()
    {
        var bench = LinkBench.Agreed();
        bench.Send(new LinkCommand.RecordGone(Side.Partner, GoneReason.Deleted, LinkBench.At(10)) { At = LinkBench.At(10) });

        Assert.Equal(new LinkReply.NotLinked(Phase.Broken), bench.Send(new LinkCommand.Apply([]) { At = LinkBench.At(11) }));
        Assert.Equal(new LinkReply.NotLinked(Phase.Unlinked), new LinkBench().Send(new LinkCommand.Apply([]) { At = LinkBench.At(11) }));
    }

    private static RecordContent WithMain(RecordContent phones) => phones with
    {
        Lists = phones.Lists.SetItem(ListParts.Phones, [.. phones.Lists[ListParts.Phones].Select(row => row with { Primary = true })]),
    };

    private static LinkBench Conflict()
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(conflict: ConflictPolicy.Ask));
        bench.See(Side.Hub, 20, ("name", "Bea"));
        bench.See(Side.Partner, 20.05, ("name", "Cleo"));
        Assert.Equal(HoldReason.Conflict, bench.Name.Hold);
        return bench;
    }

    private static LinkBench Manual()
    {
        var bench = LinkBench.Agreed(settings: () => LinkBench.With(name => name with { Direction = Direction.Manual }));
        bench.See(Side.Partner, 10, ("name", "Bea"));
        Assert.Equal(HoldReason.Manual, bench.Name.Hold);
        return bench;
    }

    private static PathApply Apply(LinkBench bench, (string Path, Side Winner) choice) =>
        Assert.Single(Assert.IsType<LinkReply.Applied>(bench.Send(
            new LinkCommand.Apply([new PathChoice(choice.Path, choice.Winner, null, null)]) { At = LinkBench.At(25) })).Results).Result;

    private static void Push(LinkBench bench, Side side, double at, string? before, string? after) =>
        bench.Applied(bench.Begun(side, at, ("name", before)), at + 1, ("name", after));
}
