using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("******123", true)]
    [InlineData("***-**-1234", true)]
    [InlineData("•••• 4321", true)]
    [InlineData("****", true)]
    [InlineData(" **** ", true)]
    [InlineData("*", false)]
    [InlineData("123***", false)]
    [InlineData("*** call before nine", false)]
    [InlineData("**1234567", false)]
    [InlineData("XXX-1234", false)]
    [InlineData("", false)]
    public void IsMasked_OnlyMasksAndAShortEnd(string text, bool masked)
    {
        Assert.Equal(masked, Masking.IsMasked(text));
        Assert.Equal(masked, FieldValue.Of(text).IsMasked);
        Assert.Equal(masked, FieldValue.OfParts(("number", text), ("kind", "mobile")).IsMasked);
    }

    [Theory]
    [InlineData("******123", "900456123", true)]
    [InlineData("900-45-6123", "******123", true)]
    [InlineData("******123", "900456124", false)]
    [InlineData("******123", "***456123", true)]
    [InlineData("******124", "***456123", false)]
    [InlineData("******", "anything", true)]
    [InlineData("****ab", "xyAB", true)]
    public void EndsAlike_ComparesWhatIsShown(string left, string right, bool alike) =>
        Assert.Equal(alike, Masking.EndsAlike(FieldValue.Of(left), FieldValue.Of(right)));

    [Theory]
    [InlineData("900456123", "******123", 0)]
    [InlineData("900456123", "******555", 1)]
    [InlineData(null, "******555", 0)]
    [InlineData("******123", "*****555", 1)]
    public void Masked_IsNeitherMergedNorWritten_AndAnotherEndIsANotice(string? hub, string? partner, int notices)
    {
        var bench = new LinkBench(() => LinkBench.With(first: ConflictPolicy.Hub)).Linked();
        bench.See(Side.Hub, 1, ("name", hub));
        bench.See(Side.Partner, 2, ("name", partner));

        Assert.Equal((RegisterStatus.Held, HoldReason.Masked), (bench.Name.Status, bench.Name.Hold));
        Assert.Equal(notices, LinkNotices.Of(bench.State, bench.Settings).Count(notice => notice.Cause == NoticeCause.MaskedChanged));
        Assert.Equal(notices, LinkDifferences.Count(bench.State, bench.Settings));
        Assert.Equal((null, null), (bench.Due(Side.Hub), bench.Due(Side.Partner)));
    }

    [Fact]
    public void Masked_EndChanges_IsANoticeThatNamesTheSide_AndClosesWhenTheOtherSideFollows()
    {
        var bench = new LinkBench().Linked();
        bench.See(Side.Hub, 1, ("name", "900456123"));
        bench.See(Side.Partner, 2, ("name", "******123"));
        bench.See(Side.Partner, 10, ("name", "******777"));
        Assert.Equal(Side.Partner, Assert.Single(LinkNotices.Of(bench.State, bench.Settings)).Side);

        bench.See(Side.Hub, 20, ("name", "900456777"));
        Assert.Empty(LinkNotices.Of(bench.State, bench.Settings));
        Assert.Equal(HoldReason.Masked, bench.Name.Hold);
    }

    [Theory]
    [InlineData(Side.Hub)]
    [InlineData(Side.Partner)]
    public void Masked_ApplyIsNotAllowed(Side winner)
    {
        var bench = new LinkBench().Linked();
        bench.See(Side.Hub, 1, ("name", "900456123"));
        bench.See(Side.Partner, 2, ("name", "******555"));

        var reply = bench.Send(new LinkCommand.Apply([new PathChoice("name", winner, null, null)]) { At = LinkBench.At(5) });
        Assert.Equal(PathApply.NotAllowed, Assert.IsType<LinkReply.Applied>(reply).Results[0].Result);
    }

    [Fact]
    public void Masked_AfterAnAgreementInTheClear_IsHeld_AndShownAgainIsAgreed()
    {
        var bench = LinkBench.Agreed("900456123");
        bench.See(Side.Partner, 10, ("name", "******123"));
        Assert.Equal(HoldReason.Masked, bench.Name.Hold);

        bench.See(Side.Partner, 20, ("name", "900456123"));
        Assert.Equal(RegisterStatus.Agreed, bench.Name.Status);
    }

    [Fact]
    public void Masked_InTheReadBackOfOurOwnWrite_IsHeldAsMasked()
    {
        var bench = LinkBench.Agreed("900456123");
        bench.See(Side.Hub, 10, ("name", "900456777"));
        bench.Applied(bench.Begun(Side.Partner, 11, ("name", "900456123")), 12, ("name", "******777"));

        Assert.Equal((RegisterStatus.Held, HoldReason.Masked), (bench.Name.Status, bench.Name.Hold));
        Assert.Empty(LinkNotices.Of(bench.State, bench.Settings));
    }

    [Fact]
    public void Masked_PartOfARow_IsHeld()
    {
        var bench = new LinkBench().Linked();
        bench.SeePhones(Side.Hub, 1, ("h1", "5550100001", "mobile"));
        bench.SeePhones(Side.Partner, 2, ("p1", "******0001", "mobile"));

        Assert.Equal(HoldReason.Masked, bench.State.RegisterAt("phones/r1").Hold);
    }
}
