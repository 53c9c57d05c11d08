using Counterpart.Tests.Storage;
using Orleans.Runtime;

namespace Counterpart.Tests.Orleans.Store;

/// <summary>The query that takes dead silos out of the table; the runtime calls it hourly, and when more than so many are dead.</summary>
public sealed class DefunctSiloTests(PostgresServer server) : ProviderFixture(server)
{
    private static readonly DateTime Limit = Member.Start.AddHours(1);
    private static readonly DateTimeOffset Before = new(Limit);

    [Fact]
    public async Task Cleanup_OnlyTheDeadOfBeforeGo_AndTheVersionStays()
    {
        var table = await TableAsync();
        await table.AddAsync(
            Member.Silo(1, SiloStatus.Dead, Limit.AddMinutes(-1)),
            Member.Silo(2, SiloStatus.Dead, Limit.AddMinutes(1)),
            Member.Silo(3, SiloStatus.Active, Limit.AddMinutes(-1)),
            Member.Silo(4, SiloStatus.Joining, Limit.AddMinutes(-1)),
            Member.Silo(5, SiloStatus.ShuttingDown, Limit.AddMinutes(-1)));
        var other = await TableAsync("other");
        await other.AddAsync(Member.Silo(1, SiloStatus.Dead, Limit.AddMinutes(-1)));

        await table.CleanupDefunctSiloEntries(Before);
        Assert.Equal([2, 3, 4, 5], await table.PortsAsync());
        Assert.Equal(5, (await table.ReadAll()).Version.Version);
        Assert.Equal([1], await other.PortsAsync());
    }

    [Fact]
    public async Task Cleanup_SuspectedAfterItsLastSign_DiedThen()
    {
        var table = await TableAsync();
        await table.AddAsync(
            Member.Silo(1, SiloStatus.Dead, Member.Start, suspected: Limit.AddMinutes(-1)),
            Member.Silo(2, SiloStatus.Dead, Member.Start, suspected: Limit.AddMinutes(1)));
        await table.CleanupDefunctSiloEntries(Before);
        Assert.Equal([2], await table.PortsAsync());
    }

    [Fact]
    public async Task Cleanup_ATickAfterARowsTime_TakesThatRow()
    {
        var table = await TableAsync();
        await table.AddAsync(Member.Silo(1, SiloStatus.Dead, Limit), Member.Silo(2, SiloStatus.Dead, Limit.AddMilliseconds(1)));
        await table.CleanupDefunctSiloEntries(Before.AddTicks(1));
        Assert.Equal([2], await table.PortsAsync());
    }

    [Fact]
    public async Task Cleanup_Twice_OrOfNothing_IsNoFault()
    {
        var table = await TableAsync();
        await table.CleanupDefunctSiloEntries(Before);
        await table.AddAsync(Member.Silo(1, SiloStatus.Dead));
        await table.CleanupDefunctSiloEntries(Before);
        await table.CleanupDefunctSiloEntries(DateTimeOffset.MaxValue);
        Assert.Empty(await table.PortsAsync());
    }
}
