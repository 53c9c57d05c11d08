using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Commit_UnderTheLease_IsWritten()
    {
        var stamp = Stamp(await AcquireAsync("node-1"));
        await CommittedAsync(Changed("c1", 0) with { Leases = [stamp] }, Changed("c2", 0) with { Leases = [stamp] });

        // Its time is over, and nobody else came.
        Clock.Advance(Minute);
        await CommittedAsync(Changed("c1", 1) with { Leases = [stamp] });
    }

    [Fact]
    public async Task Commit_LeaseOfAnother_LosesAloneAndBeforeAllElse()
    {
        var old = Stamp(await AcquireAsync("node-1"));
        Clock.Advance(Minute);
        var present = Stamp(await AcquireAsync("node-2"));
        await CommittedAsync(Changed("c1", 0) with { Leases = [present], Claims = [Take("p1")] });

        Assert.Equal(
            [new LostLink(1, LossReason.Lease, old), new LostLink(2, LossReason.Lease, old)],
            await LostAsync(
                Changed("c1", 1) with { Leases = [present] },
                Changed("c1", 0, "south") with { Leases = [present, old] },
                Changed("c2", 7) with { Leases = [old], Claims = [Take("p1")] }));
        Assert.Equal(1, (await LoadAsync("c1"))!.Revision);
    }

    [Fact]
    public async Task Commit_LeaseReleasedOrNeverThere_Loses()
    {
        var lease = await AcquireAsync("node-1");
        await Store.ReleaseLeaseAsync(lease!, Cancel);
        var unknown = new LeaseStamp("nowhere", "wealthbox", 0);
        Assert.Equal(
            [new LostLink(0, LossReason.Lease, Stamp(lease)), new LostLink(1, LossReason.Lease, unknown)],
            await LostAsync(Changed("c1", 0) with { Leases = [Stamp(lease)] }, Changed("c2", 0) with { Leases = [unknown] }));
    }

    [Fact]
    public async Task ListChannels_TellsHolderTokenAndState()
    {
        var north = await AcquireAsync("node-1");
        await Store.SaveChannelAsync(north!, Minute, Change.Bytes("cursor"), Cancel);
        await Store.AcquireLeaseAsync("north", "clientworks", "node-2", TimeSpan.FromSeconds(5), Cancel);
        await Store.AcquireLeaseAsync("south", "wealthbox", "node-1", Minute, Cancel);
        await UpsertAsync(Record("r1", "doe"));
        await Store.UpsertRecordsAsync("east", "wealthbox", null, [Record("r1", "doe")], Cancel);
        Clock.Advance(TimeSpan.FromSeconds(5));

        var rows = await Store.ListChannelsAsync("north", Cancel);
        Assert.Equal(
            [("clientworks", (string?)null, 1L, ""), ("wealthbox", "node-1", 1L, "cursor")],
            rows.Select(row => (row.System, row.Holder, row.Token, Change.Text(row.State))));
        Assert.Equal(Clock.Now.AddSeconds(55), rows[1].Until);
        Assert.Equal(3, (await Store.ListChannelsAsync(null, Cancel)).Count);

        await Store.ReleaseLeaseAsync(north!, Cancel);
        Assert.All(await Store.ListChannelsAsync("north", Cancel), row => Assert.Null(row.Holder));
        Assert.Empty(await Store.ListChannelsAsync("nowhere", Cancel));
    }

    private static LeaseStamp Stamp(Lease? lease) => new(lease!.Firm, lease.System, lease.Token);
}
