using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task DataEpoch_StaysUntilANewOneBegins()
    {
        var first = await Store.DataEpochAsync(Cancel);
        Assert.NotEmpty(first);
        Assert.DoesNotContain('-', first);
        await ReopenAsync();
        Assert.Equal(first, await Store.DataEpochAsync(Cancel));

        var second = await Store.NewDataEpochAsync(Cancel);
        Assert.NotEqual(first, second);
        Assert.Equal(second, await Store.DataEpochAsync(Cancel));
        await ReopenAsync();
        Assert.Equal(second, await Store.DataEpochAsync(Cancel));
    }

    [Fact]
    public async Task LastSeqs_AreTheFirmsAsLastCommitted()
    {
        await CommittedAsync(Changed("c1", 0, entries: 3), Changed("c1", 0, "south"));
        await Store.CreateFirmAsync(new FirmRow("east", "East", Clock.Now), Cancel);
        await LostAsync(Changed("c1", 0), Changed("c2", 0));

        Assert.Equal(
            [("east", 0L), ("north", 3L), ("nowhere", 0L), ("south", 1L)],
            (await Store.LastSeqsAsync(["north", "south", "east", "nowhere"], Cancel)).Select(pair => (pair.Key, pair.Value)).Order());
        Assert.Empty(await Store.LastSeqsAsync([], Cancel));
    }

    [Fact]
    public async Task Audit_Appended_IsDenseInEachFirmAndReadInOrder()
    {
        await Store.AppendAuditAsync([Act("north", "key.created"), Act("south", "key.created"), Act(null, "firm.created"), Act("north", "link.unlinked")], Cancel);
        await Store.AppendAuditAsync([Act("north", "export.read")], Cancel);
        await Store.AppendAuditAsync([], Cancel);

        var north = await Store.ReadAuditAsync("north", 0, 10, Cancel);
        Assert.Equal([(1L, "key.created"), (2L, "link.unlinked"), (3L, "export.read")], north.Select(row => (row.Seq, row.Action)));
        Assert.Equal(Act("north", "key.created") with { Seq = 1 }, north[0]);
        Assert.Equal([2L], (await Store.ReadAuditAsync("north", 1, 1, Cancel)).Select(row => row.Seq));
        Assert.Equal([(1L, "firm.created")], (await Store.ReadAuditAsync(null, 0, 10, Cancel)).Select(row => (row.Seq, row.Action)));
        Assert.Null((await Store.ReadAuditAsync(null, 0, 10, Cancel))[0].Firm);
        Assert.Empty(await Store.ReadAuditAsync("nowhere", 0, 10, Cancel));
    }

    [Fact]
    public async Task Audit_BareAct_IsReadBackWhole()
    {
        var bare = Act("north", "denied") with { Target = null, Source = null, Detail = null };
        await Store.AppendAuditAsync([bare], Cancel);
        Assert.Equal([bare with { Seq = 1 }], await Store.ReadAuditAsync("north", 0, 10, Cancel));
    }

    [Fact]
    public async Task Audit_ManyAtOnce_EachHasItsOwnSequence()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Store.AppendAuditAsync([Act("north", $"act.{n}")], Cancel)));
        var rows = await Store.ReadAuditAsync("north", 0, 100, Cancel);
        Assert.Equal(Enumerable.Range(1, 20).Select(seq => (long)seq), rows.Select(row => row.Seq));
        Assert.Equal(20, rows.Select(row => row.Action).Distinct().Count());
    }

    private AuditRow Act(string? firm, string action) =>
        new(0, firm, Clock.Now, "key:k1", "firmAdmin", action, "c1", "192.0.2.7", "done", """{"reason":"wrongMatch"}""");
}
