using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Firm_CreatedTwice_IsTheFirst()
    {
        var firm = new FirmRow("north", "North Office", Clock.Now);
        Assert.True(await Store.CreateFirmAsync(firm, Cancel));
        Assert.False(await Store.CreateFirmAsync(firm with { Name = "Another" }, Cancel));
        Assert.Equal([firm], await Store.ListFirmsAsync(Cancel));
    }

    [Fact]
    public async Task Firm_OnlyMentioned_IsNotListedAndCanBeCreated()
    {
        await CommittedAsync(Changed("c1", 0));
        Assert.Empty(await Store.ListFirmsAsync(Cancel));
        Assert.True(await Store.CreateFirmAsync(new FirmRow("north", "North", Clock.Now), Cancel));
        Assert.Equal([2L], (await CommittedAsync(Changed("c1", 1))).LastSeqs);
    }

    [Fact]
    public async Task Key_PutAndRevoked_IsFoundByItsHash()
    {
        var key = new KeyRow("abc", "k1", "north", "adviser", "amy", "Amy's laptop", Clock.Now, null);
        var operators = new KeyRow("def", "k2", null, "operator", null, "", Clock.Now, null);
        await Store.PutKeyAsync(key, Cancel);
        await Store.PutKeyAsync(operators, Cancel);
        Assert.Equal(key, await Store.FindKeyAsync("abc", Cancel));
        Assert.Equal(operators, await Store.FindKeyAsync("def", Cancel));
        Assert.Null(await Store.FindKeyAsync("xyz", Cancel));

        await Store.PutKeyAsync(key with { RevokedAt = Clock.Now }, Cancel);
        Assert.Equal(Clock.Now, (await Store.FindKeyAsync("abc", Cancel))!.RevokedAt);
    }

    [Fact]
    public async Task ListKeys_OfAFirmOrTheOperators_OldestFirst()
    {
        var key = new KeyRow("abc", "k1", "north", "adviser", "amy", "Amy's laptop", Clock.Now, null);
        await Store.PutKeyAsync(key with { Hash = "h3", Id = "k3", CreatedAt = Clock.Now.AddDays(1) }, Cancel);
        await Store.PutKeyAsync(key, Cancel);
        await Store.PutKeyAsync(key with { Hash = "h2", Id = "k2", RevokedAt = Clock.Now }, Cancel);
        await Store.PutKeyAsync(key with { Hash = "h4", Firm = "south" }, Cancel);
        await Store.PutKeyAsync(key with { Hash = "h5", Id = "o1", Firm = null, Role = "operator", Subject = null }, Cancel);

        var north = await Store.ListKeysAsync("north", Cancel);
        Assert.Equal(["k1", "k2", "k3"], north.Select(row => row.Id));
        Assert.Equal(key, north[0]);
        Assert.Equal(Clock.Now, north[1].RevokedAt);
        Assert.Equal(["o1"], (await Store.ListKeysAsync(null, Cancel)).Select(row => row.Id));
        Assert.Empty(await Store.ListKeysAsync("nowhere", Cancel));
    }

    [Fact]
    public async Task RevokeKey_OfTheFirmAndNotRevoked_IsRevoked()
    {
        var key = new KeyRow("abc", "k1", "north", "adviser", "amy", "", Clock.Now, null);
        await Store.PutKeyAsync(key, Cancel);
        await Store.PutKeyAsync(key with { Hash = "def", Id = "o1", Firm = null }, Cancel);

        Assert.False(await Store.RevokeKeyAsync("south", "k1", Clock.Now, Cancel));
        Assert.False(await Store.RevokeKeyAsync(null, "k1", Clock.Now, Cancel));
        Assert.False(await Store.RevokeKeyAsync("north", "o1", Clock.Now, Cancel));
        Assert.Null((await Store.FindKeyAsync("abc", Cancel))!.RevokedAt);

        Assert.True(await Store.RevokeKeyAsync("north", "k1", Clock.Now.AddDays(1), Cancel));
        Assert.True(await Store.RevokeKeyAsync(null, "o1", Clock.Now, Cancel));
        Assert.False(await Store.RevokeKeyAsync("north", "k1", Clock.Now.AddDays(2), Cancel));
        Assert.Equal(Clock.Now.AddDays(1), (await Store.FindKeyAsync("abc", Cancel))!.RevokedAt);
    }

    [Fact]
    public async Task Integration_Put_OnlyOnTheVersionBefore()
    {
        Assert.Null(await Store.GetIntegrationAsync("north", Change.Integration, Cancel));
        Assert.False(await PutIntegrationAsync(2));
        Assert.True(await PutIntegrationAsync(1));
        Assert.False(await PutIntegrationAsync(1));
        Assert.True(await PutIntegrationAsync(2));
        Assert.False(await PutIntegrationAsync(2));
        Assert.False(await PutIntegrationAsync(4));

        var row = await Store.GetIntegrationAsync("north", Change.Integration, Cancel);
        Assert.Equal((2L, "settings 2"), (row!.Version, Change.Text(row.Settings)));
        Assert.Single(await Store.ListIntegrationsAsync(Cancel));
    }

    [Fact]
    public async Task Connection_TenantOfAnotherFirm_IsRefused()
    {
        var row = new ConnectionRow("north", "wealthbox", "t1", "https://crm.example", Change.Bytes("sealed"));
        Assert.True(await Store.PutConnectionAsync(row, Cancel));
        Assert.False(await Store.PutConnectionAsync(row with { Firm = "south" }, Cancel));
        Assert.True(await Store.PutConnectionAsync(row with { Firm = "south", Tenant = "t2" }, Cancel));
        Assert.True(await Store.PutConnectionAsync(row with { BaseUrl = "https://other.example" }, Cancel));

        Assert.False(await Store.PutConnectionAsync(row with { Tenant = "t2" }, Cancel));
        var rows = await Store.ListConnectionsAsync(Cancel);
        Assert.Equal(
            [("north", "t1", "https://other.example"), ("south", "t2", "https://crm.example")],
            rows.Select(connection => (connection.Firm, connection.Tenant, connection.BaseUrl)));
        Assert.Equal("sealed", Change.Text(rows[0].Credential));
    }

    [Fact]
    public async Task SettingsVersion_RisesWithEveryChange()
    {
        var before = await Store.SettingsVersionAsync(Cancel);
        Assert.Equal(before, await Store.SettingsVersionAsync(Cancel));
        await PutIntegrationAsync(1);
        var first = await Store.SettingsVersionAsync(Cancel);
        await PutIntegrationAsync(2);
        var second = await Store.SettingsVersionAsync(Cancel);
        await Store.PutConnectionAsync(new ConnectionRow("north", "wealthbox", "t1", "https://crm.example", Change.Bytes("sealed")), Cancel);
        Assert.True(before < first && first < second && second < await Store.SettingsVersionAsync(Cancel));
    }

    [Fact]
    public async Task Sealed_Added_IsTheFirstOfItsName()
    {
        Assert.Empty(await Store.ListSealedAsync(Cancel));
        Assert.True(await Store.AddSealedAsync(new SealedRow("b", Change.Bytes("one")), Cancel));
        Assert.False(await Store.AddSealedAsync(new SealedRow("b", Change.Bytes("two")), Cancel));
        Assert.True(await Store.AddSealedAsync(new SealedRow("a", Change.Bytes("three")), Cancel));
        Assert.Equal(
            [("a", "three"), ("b", "one")], (await Store.ListSealedAsync(Cancel)).Select(row => (row.Name, Change.Text(row.Content))));
    }

    [Fact]
    public async Task Sealed_Replaced_HasItsNewContentAndNoOtherRow()
    {
        await Store.AddSealedAsync(new SealedRow("a", Change.Bytes("one")), Cancel);
        await Store.AddSealedAsync(new SealedRow("b", Change.Bytes("two")), Cancel);
        await Store.ReplaceSealedAsync([new SealedRow("b", Change.Bytes("three")), new SealedRow("c", Change.Bytes("four"))], Cancel);
        Assert.Equal([("a", "one"), ("b", "three")], (await Store.ListSealedAsync(Cancel)).Select(row => (row.Name, Change.Text(row.Content))));
    }

    [Fact]
    public async Task Connection_PausedAndResumed_IsAsLastPut()
    {
        var row = new ConnectionRow("north", "wealthbox", "t1", "https://crm.example", Change.Bytes("sealed"));
        await Store.PutConnectionAsync(row with { Paused = true }, Cancel);
        Assert.True(Assert.Single(await Store.ListConnectionsAsync(Cancel)).Paused);
        await Store.PutConnectionAsync(row, Cancel);
        Assert.False(Assert.Single(await Store.ListConnectionsAsync(Cancel)).Paused);
    }

    [Fact]
    public async Task IsWritable_WhileOpen_IsTrue() => Assert.True(await Store.IsWritableAsync(Cancel));

    private Task<bool> PutIntegrationAsync(long version) =>
        Store.PutIntegrationAsync(new IntegrationRow("north", Change.Integration, version, Change.Bytes($"settings {version}")), Cancel);
}
