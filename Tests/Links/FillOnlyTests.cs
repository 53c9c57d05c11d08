using Counterpart.Links;

namespace Counterpart.Tests.Links;

/// <summary>A field that is only filled: the hub record's id at the partner.</summary>
public sealed class FillOnlyTests
{
    [Fact]
    public void Blank_IsFilled()
    {
        var bench = Linked(null);

        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
        bench.Applied(bench.Begun(Side.Partner, 5, ("name", null)), 6, ("name", "CW-1"));
        Assert.Equal(RegisterStatus.Agreed, bench.Name.Status);
    }

    [Theory]
    [InlineData(ConflictPolicy.Hub)]
    [InlineData(ConflictPolicy.Ask)]
    public void SomebodyElsesValue_IsLeft_WithANotice(ConflictPolicy first)
    {
        var bench = Linked("other-7", first);

        Assert.Equal((RegisterStatus.Held, HoldReason.Occupied), (bench.Name.Status, bench.Name.Hold));
        Assert.Equal((NoticeCause.Occupied, NoticeRemedy.Resolve), (Assert.Single(LinkNotices.Of(bench.State, bench.Settings)) is var notice ? notice.Cause : default, notice.Remedy));
        Assert.Null(bench.Due(Side.Partner));
    }

    [Fact]
    public void SomebodyElsesValue_APersonMayReplaceIt_AndOnlySo()
    {
        var bench = Linked("other-7");
        var apply = new LinkCommand.Apply([new PathChoice("name", Side.Partner, null, null)]) { At = LinkBench.At(5) };
        Assert.Equal(PathApply.NotAllowed, Assert.IsType<LinkReply.Applied>(bench.Send(apply)).Results[0].Result);

        bench.Send(apply with { Choices = [new PathChoice("name", Side.Hub, null, null)] });
        bench.Applied(bench.Begun(Side.Partner, 6, ("name", "other-7")), 7, ("name", "CW-1"));
        Assert.Equal(RegisterStatus.Agreed, bench.Name.Status);
    }

    [Fact]
    public void ReplacedThereAfterwards_IsLeft()
    {
        var bench = Linked("CW-1");
        Assert.Equal(RegisterStatus.Agreed, bench.Name.Status);
        bench.See(Side.Partner, 10, ("name", "other-7"));

        Assert.Equal(HoldReason.Occupied, bench.Name.Hold);
    }

    [Fact]
    public void FilledThereBetweenTheDecisionAndThePush_IsLeft()
    {
        var bench = Linked(null);

        Assert.IsType<LinkReply.NothingOwed>(bench.Begin(Side.Partner, 5, ("name", "other-7")));
        Assert.Equal(HoldReason.Occupied, bench.Name.Hold);
    }

    private static LinkBench Linked(string? partner, ConflictPolicy first = ConflictPolicy.Hub)
    {
        var bench = new LinkBench(() => LinkBench.With(name => name with { Direction = Direction.ToPartner, FillOnly = true }, first: first)).Linked();
        bench.See(Side.Hub, 1, ("name", "CW-1"));
        bench.See(Side.Partner, 2, ("name", partner));
        return bench;
    }
}
