using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class ChannelNoticeTests
{
    private static readonly ChannelTrouble None = new(null, null, IsRefused: false, IsCircuitOpen: false, BudgetView.None);

    [Fact]
    public void Of_AChannelThatRuns_IsNone() =>
        Assert.Empty(Of(None with { Budget = Budget(TimeSpan.FromDays(1), left: 10, ends: false) }));

    [Fact]
    public void Of_ABrake_SaysSinceWhen_AndClosesWithIt()
    {
        var notice = Assert.Single(Of(None with { Brake = new Brake(LinkBench.At(3), 7, 10, "client") }));
        Assert.Equal(
            (NoticeCause.ChannelBraked, LinkBench.At(3), NoticeRemedy.DecideBrake, NoticeActor.FirmAdmin),
            (notice.Cause, notice.Since!.Value, notice.Remedy, notice.Who));
        Assert.Empty(Of(None));
    }

    [Fact]
    public void Of_ARefusedCredential_IsToldAtOnce_AndAloneOfTheTwo()
    {
        var notice = Assert.Single(Of(None with { FailingSince = LinkBench.At(0), IsRefused = true, IsCircuitOpen = true }, at: 1000));
        Assert.Equal((NoticeCause.CredentialRefused, LinkBench.Zero), (notice.Cause, notice.Since!.Value));
        Assert.Empty(Of(None with { FailingSince = null, IsRefused = true }));
    }

    [Theory]
    [InlineData(299, true, false)]
    [InlineData(300, true, true)]
    [InlineData(300, false, false)]
    public void Of_ASystemThatIsDown_IsToldWhenItLasts(double at, bool open, bool told) => Assert.Equal(
        told ? [NoticeCause.SystemDown] : [],
        Of(None with { FailingSince = LinkBench.Zero, IsCircuitOpen = open }, at).Select(notice => notice.Cause));

    [Theory]
    [InlineData(24, 100, true, true)]
    [InlineData(24, 0, false, true)]
    [InlineData(24, 100, false, false)]
    [InlineData(0.1, 0, true, false)]
    public void Of_ALongWindow_IsToldWhenItsCallsEnd(double hours, int left, bool ends, bool told)
    {
        var notices = Of(None with { Budget = Budget(TimeSpan.FromHours(hours), left, ends) });
        Assert.Equal(told ? [NoticeCause.BudgetEnding] : [], notices.Select(notice => notice.Cause));
        Assert.All(notices, notice => Assert.Equal(TimeSpan.FromHours(hours), notice.Window!.Span));
    }

    private static BudgetView Budget(TimeSpan span, int left, bool ends) => new(
        TimeSpan.FromSeconds(5), [new WindowView(5000, span, 5000 - left, 0, left, 1, ends ? LinkBench.At(60) : null, null, null, null)]);

    private static ImmutableArray<ChannelNotice> Of(ChannelTrouble channel, double at = 0) => ChannelNotices.Of(channel, LinkBench.At(at));
}
