using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Claim_TwoLinksInOneBatch_TheEarlierOneGetsIt()
    {
        var first = Changed("z", 0) with { Claims = [Take("p1")] };
        var second = Changed("a", 0) with { Claims = [Take("p1")] };
        Assert.Equal([new LostLink(1, LossReason.Claim)], await LostAsync(first, second));
        Assert.Empty(await ClaimsAsync("p1"));

        await CommittedAsync(first);
        Assert.Equal([new ClaimRow("p1", "north", Change.Key("z").Name, 1)], await ClaimsAsync("p1"));
    }

    [Fact]
    public async Task Claim_EarlierOneLosesOtherwise_TheLaterOneDoesNot()
    {
        var stale = Changed("c1", 4) with { Claims = [Take("p1")] };
        var fresh = Changed("c2", 0) with { Claims = [Take("p1")] };
        Assert.Equal([new LostLink(0, LossReason.Revision)], await LostAsync(stale, fresh));
    }

    [Fact]
    public async Task Claim_LoserOfOneRecord_TakesNoOtherFromALaterLink()
    {
        await CommittedAsync(Changed("holder", 0) with { Claims = [Take("p1")] });
        var loser = Changed("c1", 0) with { Claims = [Take("p2"), Take("p1")] };
        var winner = Changed("c2", 0) with { Claims = [Take("p2")] };
        Assert.Equal([new LostLink(0, LossReason.Claim)], await LostAsync(loser, winner));
    }

    [Fact]
    public async Task Claim_HeldByAnotherFirmsLink_IsLost()
    {
        await CommittedAsync(Changed("c1", 0) with { Claims = [Take("p1")] });
        Assert.Equal([new LostLink(0, LossReason.Claim)], await LostAsync(Changed("c1", 0, "south") with { Claims = [Take("p1")] }));
    }

    [Fact]
    public async Task Claim_OtherSystemTenantOrRecord_IsFree()
    {
        await CommittedAsync(Changed("c1", 0) with { Claims = [Take("p1")] });
        await CommittedAsync(
            Changed("c2", 0) with { Claims = [Take("p2")] },
            Changed("c3", 0) with { Claims = [Take("p1") with { Tenant = "t2" }] },
            Changed("c4", 0) with { Claims = [Take("p1") with { System = "xpm" }] });
    }

    [Fact]
    public async Task Claim_HeldByTheSameLink_IsTakenWithTheNewEpoch()
    {
        await CommittedAsync(Changed("c1", 0) with { Claims = [Take("p1")] });
        await CommittedAsync(Changed("c1", 1) with { Claims = [Take("p1") with { Epoch = 2 }] });
        Assert.Equal(2, Assert.Single(await ClaimsAsync("p1")).Epoch);
    }

    [Fact]
    public async Task Claim_ReleasedInTheSameBatch_IsFreeForAnotherLink()
    {
        await CommittedAsync(Changed("c1", 0) with { Claims = [Take("p1")] });
        await CommittedAsync(
            Changed("c2", 0) with { Claims = [Take("p1")] },
            Changed("c1", 1) with { Claims = [Release("p1"), Take("p2")] });
        Assert.Equal(
            [("p1", Change.Key("c2").Name), ("p2", Change.Key("c1").Name)],
            (await ClaimsAsync("p1", "p2")).Select(claim => (claim.Record, claim.Link)).Order());
    }

    [Fact]
    public async Task Claim_SeveralChangesToOneRecord_TheLastCounts()
    {
        await CommittedAsync(Changed("c1", 0, entries: 2) with { Claims = [Take("p1"), Release("p1")] });
        Assert.Empty(await ClaimsAsync("p1"));
        await CommittedAsync(Changed("c1", 2, entries: 3) with { Claims = [Take("p1"), Release("p1"), Take("p1") with { Epoch = 5 }] });
        Assert.Equal(5, Assert.Single(await ClaimsAsync("p1")).Epoch);
    }

    [Fact]
    public async Task Claim_ReleaseOfAnothersClaim_ChangesNothing()
    {
        await CommittedAsync(Changed("c1", 0) with { Claims = [Take("p1")] });
        await CommittedAsync(Changed("c2", 0) with { Claims = [Release("p1")] });
        Assert.Equal(Change.Key("c1").Name, Assert.Single(await ClaimsAsync("p1")).Link);
    }

    [Fact]
    public async Task Claim_ManyBatchesForOneRecord_OneGetsIt()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(n =>
            Store.CommitAsync(Batch(Changed($"c{n}", 0) with { Claims = [Take("p1")] }), Cancel)));
        Assert.Single(results.OfType<CommitResult.Committed>());
        Assert.All(
            results.OfType<CommitResult.Lost>(),
            lost => Assert.Equal([new LostLink(0, LossReason.Claim)], lost.Links));
    }

    private static ClaimChange Take(string record) => new("wealthbox", "t1", record, 1, Take: true);

    private static ClaimChange Release(string record) => new("wealthbox", "t1", record, 1, Take: false);

    private Task<IReadOnlyList<ClaimRow>> ClaimsAsync(params string[] records) => Store.FindClaimsAsync("wealthbox", "t1", records, Cancel);
}
