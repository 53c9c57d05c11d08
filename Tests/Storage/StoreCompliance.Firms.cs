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
    public async Task IsWritable_WhileOpen_IsTrue() => Assert.True(await Store.IsWritableAsync(Cancel));

    private Task<bool> PutIntegrationAsync(long version) =>
        Store.PutIntegrationAsync(new IntegrationRow("north", Change.Integration, version, Change.Bytes($"settings {version}")), Cancel);
}
