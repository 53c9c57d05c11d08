using Counterpart.Tests.Storage;
using Orleans;
using Orleans.Runtime;

namespace Counterpart.Tests.Orleans.Store;

/// <summary>Several silos that change the membership table at once, each by a connection of its own.</summary>
public sealed class MembershipContentionTests(PostgresServer server) : ProviderFixture(server)
{
    private const int Silos = 6;

    [Fact]
    public async Task Insert_SiloOfEachAtOnce_EveryVersionIsOfOne()
    {
        var tables = await TablesAsync();
        var versions = await Task.WhenAll(tables.SelectMany((table, index) => Enumerable.Range(0, 5).Select(async number =>
        {
            while (true)
            {
                var next = (await table.ReadAll()).Version.Next();
                if (await table.InsertRow(Member.Silo((index * 100) + number + 1), next))
                {
                    return next.Version;
                }
            }
        })));

        Assert.Equal(Enumerable.Range(1, Silos * 5), versions.Order());
        var data = await tables[0].ReadAll();
        Assert.Equal((Silos * 5, Silos * 5), (data.Version.Version, data.Members.Count));
    }

    [Fact]
    public async Task InsertAndUpdate_OnTopOfTheSameVersion_OneOfThemIsDone()
    {
        var tables = await TablesAsync();
        await tables[0].AddAsync(Member.Silo(1), Member.Silo(2), Member.Silo(3));
        for (var round = 0; round < 20; round++)
        {
            var before = (await tables[0].ReadAll()).Version;
            var done = await Task.WhenAll(tables.Select((table, index) => index % 2 == 0
                ? table.UpdateRow(Member.Silo((index / 2) + 1, SiloStatus.Dead), "", before.Next())
                : table.InsertRow(Member.Silo(1000 + (round * 10) + index), before.Next())));
            Assert.Single(done, one => one);
            Assert.Equal(before.Version + 1, (await tables[0].ReadAll()).Version.Version);
        }
    }

    [Fact]
    public async Task EverythingAtOnce_NothingWaitsForItself()
    {
        var tables = await TablesAsync();
        await tables[0].AddAsync([.. Enumerable.Range(1, Silos).Select(port => Member.Silo(port))]);
        await Task.WhenAll(tables.Select(async (table, index) =>
        {
            for (var round = 0; round < 30; round++)
            {
                var alive = Member.Start.AddSeconds(round);
                await Task.WhenAll(
                    table.UpdateIAmAlive(Member.Silo(index + 1, alive: alive)),
                    UpdateAsync(table, Member.Silo(((index + round) % Silos) + 1, SiloStatus.Active, alive)),
                    table.InsertRow(Member.Silo(1000 + (index * 100) + round, SiloStatus.Dead, alive), (await table.ReadAll()).Version.Next()),
                    table.CleanupDefunctSiloEntries(new DateTimeOffset(alive)));
            }
        }));

        await tables[0].CleanupDefunctSiloEntries(DateTimeOffset.MaxValue);
        Assert.Equal(Enumerable.Range(1, Silos), await tables[0].PortsAsync());
    }

    private static async Task<bool> UpdateAsync(IMembershipTable table, MembershipEntry entry) =>
        await table.UpdateRow(entry, "", (await table.ReadAll()).Version.Next());

    private async Task<IMembershipTable[]> TablesAsync() => await Task.WhenAll(Enumerable.Range(0, Silos).Select(_ => TableAsync()));
}
