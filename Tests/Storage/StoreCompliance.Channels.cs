using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Due_SetMovedAndCleared_IsAsLastCommitted()
    {
        await CommittedAsync(
            Changed("c1", 0) with { Due = [Due(10), Due(1, "clientworks")] },
            Changed("c2", 0) with { Due = [Due(5)] },
            Changed("c3", 0) with { Due = [Due(20)] });
        Assert.Equal(["c2", "c1"], await DueAsync(10));
        Assert.Equal(["c1"], await DueAsync(10, "clientworks"));
        Assert.Equal(Clock.Now.AddSeconds(5), await Store.NextDueAsync("north", "wealthbox", Cancel));

        await CommittedAsync(Changed("c2", 1) with { Due = [Due(30)] }, Changed("c1", 1) with { Due = [new DueChange("wealthbox", null)] });
        Assert.Empty(await DueAsync(10));
        Assert.Equal(["c3", "c2"], await DueAsync(60));
        Assert.Equal(["c3"], await DueAsync(60, limit: 1));
        Assert.Equal(["c1"], await DueAsync(10, "clientworks"));

        await CommittedAsync(
            Changed("c2", 2) with { Due = [new DueChange("wealthbox", null)] },
            Changed("c3", 1) with { Due = [new DueChange("wealthbox", null)] });
        Assert.Null(await Store.NextDueAsync("north", "wealthbox", Cancel));
        Assert.Null(await Store.NextDueAsync("north", "never", Cancel));
    }

    [Fact]
    public async Task Due_OfALinkThatLost_IsAsBefore()
    {
        await CommittedAsync(Changed("c1", 0) with { Due = [Due(5)] });
        await LostAsync(Changed("c1", 0) with { Due = [Due(50)] }, Changed("c2", 0) with { Due = [Due(1)] });
        Assert.Equal(["c1"], await DueAsync(60));
        Assert.Equal(Clock.Now.AddSeconds(5), await Store.NextDueAsync("north", "wealthbox", Cancel));
    }

    [Fact]
    public async Task Lease_Held_IsRefusedToOthersUntilItExpires()
    {
        var first = await AcquireAsync("node-1");
        Assert.NotNull(first);
        Assert.Equal((Clock.Now + Minute, 0), (first.Until, first.State.Length));
        Assert.Null(await AcquireAsync("node-2"));

        Clock.Advance(Minute - TimeSpan.FromSeconds(1));
        Assert.Null(await AcquireAsync("node-2"));
        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await AcquireAsync("node-2");
        Assert.Equal(first.Token + 1, second!.Token);
        Assert.Null(await AcquireAsync("node-1"));
    }

    [Fact]
    public async Task Lease_TakenAgainByItsHolder_KeepsTheToken()
    {
        var first = await AcquireAsync("node-1");
        Clock.Advance(TimeSpan.FromSeconds(30));
        var again = await AcquireAsync("node-1");
        Assert.Equal(first!.Token, again!.Token);
        Assert.Equal(Clock.Now + Minute, again.Until);
    }

    [Fact]
    public async Task Lease_Released_IsFreeAtOnceAndItsTokenIsSpent()
    {
        var first = await AcquireAsync("node-1");
        await Store.ReleaseLeaseAsync(first!, Cancel);
        Assert.False(await Store.SaveChannelAsync(first!, Minute, Change.Bytes("late"), Cancel));
        var second = await AcquireAsync("node-2");
        Assert.Equal(first!.Token + 1, second!.Token);

        await Store.ReleaseLeaseAsync(first, Cancel);
        Assert.Null(await AcquireAsync("node-3"));
    }

    [Fact]
    public async Task SaveChannel_PresentToken_ProlongsAndKeepsTheState()
    {
        var lease = await AcquireAsync("node-1");
        Clock.Advance(TimeSpan.FromSeconds(50));
        Assert.True(await Store.SaveChannelAsync(lease!, Minute, Change.Bytes("cursor 1"), Cancel));
        Clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Null(await AcquireAsync("node-2"));
        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("cursor 1", Change.Text((await AcquireAsync("node-2"))!.State));
    }

    [Fact]
    public async Task SaveChannel_OldToken_SavesNothing()
    {
        var old = await AcquireAsync("node-1");
        Clock.Advance(Minute);
        var present = await AcquireAsync("node-2");
        Assert.True(await Store.SaveChannelAsync(present!, Minute, Change.Bytes("new"), Cancel));

        Assert.False(await Store.SaveChannelAsync(old!, TimeSpan.FromDays(1), Change.Bytes("old"), Cancel));

        Clock.Advance(Minute);
        Assert.Equal("new", Change.Text((await AcquireAsync("node-3"))!.State));
    }

    [Fact]
    public async Task Lease_ManyAtOnce_OneGetsIt()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => AcquireAsync($"node-{n}")));
        Assert.Single(leases, lease => lease is not null);
    }

    [Fact]
    public async Task Lease_OfOtherFirmOrSystem_IsItsOwn()
    {
        Assert.NotNull(await AcquireAsync("node-1"));
        Assert.NotNull(await Store.AcquireLeaseAsync("north", "clientworks", "node-2", Minute, Cancel));
        Assert.NotNull(await Store.AcquireLeaseAsync("south", "wealthbox", "node-2", Minute, Cancel));
    }

    private static TimeSpan Minute { get; } = TimeSpan.FromMinutes(1);

    private DueChange Due(int seconds, string system = "wealthbox") => new(system, Clock.Now.AddSeconds(seconds));

    private async Task<IEnumerable<string>> DueAsync(int seconds, string system = "wealthbox", int limit = 100) =>
        (await Store.DueAsync("north", system, Clock.Now.AddSeconds(seconds), limit, Cancel)).Select(due => due.Link.Split('/')[1]);

    private Task<Lease?> AcquireAsync(string holder) => Store.AcquireLeaseAsync("north", "wealthbox", holder, Minute, Cancel);
}
