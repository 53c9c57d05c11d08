using Counterpart.Tests.Storage;
using Orleans.Runtime;

namespace Counterpart.Tests.Orleans.Store;

/// <summary>What a client learns of the cluster by its ADO.NET provider.</summary>
public sealed class GatewayListTests(PostgresServer server) : ProviderFixture(server)
{
    [Fact]
    public async Task Gateways_ActiveSilosThatHaveOne_AndNoOthers()
    {
        var gateways = await GatewaysAsync();
        Assert.Empty(await gateways.GetGateways());

        var table = await TableAsync();
        await table.AddAsync(
            Member.Silo(1, gateway: 30001),
            Member.Silo(2, gateway: 30002),
            Member.Silo(3),
            Member.Silo(4, SiloStatus.Joining, gateway: 30004),
            Member.Silo(5, SiloStatus.Dead, gateway: 30005));
        await (await TableAsync("other")).AddAsync(Member.Silo(6, gateway: 30006));

        Assert.Equal(
            ["gwy.tcp://127.0.0.1:30001/1", "gwy.tcp://127.0.0.1:30002/1"],
            (await gateways.GetGateways()).Select(uri => uri.ToString()).Order(StringComparer.Ordinal));
    }
}
