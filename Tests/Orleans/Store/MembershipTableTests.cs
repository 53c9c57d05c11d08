using Counterpart.Tests.Storage;
using Orleans;
using Orleans.Runtime;

namespace Counterpart.Tests.Orleans.Store;

/// <summary>The contract of Orleans' membership table, by its ADO.NET provider over the schema of ours.</summary>
public sealed class MembershipTableTests(PostgresServer server) : ProviderFixture(server)
{
    [Fact]
    public async Task Initialize_SeveralAtOnce_TheVersionBeginsAtZeroOnce()
    {
        var tables = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TableAsync()));
        await tables[0].AddAsync(Member.Silo(1));
        await tables[1].InitializeMembershipTable(true);
        var data = await tables[2].ReadAll();
        Assert.Equal((1, "1"), (data.Version.Version, data.Version.VersionEtag));
        Assert.Single(data.Members);
    }

    [Fact]
    public async Task Insert_NewSilo_ReadsBackAsItIs()
    {
        var table = await TableAsync();
        var silo = Member.Silo(1, SiloStatus.Joining, Member.Start.AddMilliseconds(1), gateway: 30001);
        await table.AddAsync(silo, Member.Silo(2));

        var data = await table.ReadRow(silo.SiloAddress);
        Assert.Equal(2, data.Version.Version);
        var read = Assert.Single(data.Members).Item1;
        Assert.Equal(
            (silo.SiloAddress, "silo-1", "node.example", SiloStatus.Joining, 30001, silo.StartTime, silo.IAmAliveTime),
            (read.SiloAddress, read.SiloName, read.HostName, read.Status, read.ProxyPort, read.StartTime, read.IAmAliveTime));
        Assert.Equal(DateTimeKind.Utc, read.StartTime.Kind);
        Assert.Equal([1, 2], await table.PortsAsync());
    }

    [Fact]
    public async Task Insert_StaleVersionOrSiloThatIsThere_ChangesNothing()
    {
        var table = await TableAsync();
        var stale = (await table.ReadAll()).Version.Next();
        await table.AddAsync(Member.Silo(1));
        Assert.False(await table.InsertRow(Member.Silo(2), stale));

        var fresh = (await table.ReadAll()).Version.Next();
        Assert.False(await table.InsertRow(Member.Silo(1, SiloStatus.Dead), fresh));
        var data = await table.ReadAll();
        Assert.Equal(1, data.Version.Version);
        Assert.Equal(SiloStatus.Active, Assert.Single(data.Members).Item1.Status);
        Assert.True(await table.InsertRow(Member.Silo(2), fresh));
    }

    [Fact]
    public async Task Update_FreshVersion_SetsStatusSuspicionsAndTime()
    {
        var table = await TableAsync();
        await table.AddAsync(Member.Silo(1, SiloStatus.Joining), Member.Silo(2));
        var changed = Member.Silo(1, SiloStatus.Dead, Member.Start.AddSeconds(5), Member.Start.AddSeconds(7));
        Assert.True(await table.UpdateRow(changed, "", (await table.ReadAll()).Version.Next()));

        var data = await table.ReadRow(changed.SiloAddress);
        Assert.Equal(3, data.Version.Version);
        var read = Assert.Single(data.Members).Item1;
        Assert.Equal((SiloStatus.Dead, changed.IAmAliveTime), (read.Status, read.IAmAliveTime));
        Assert.Equal(changed.SuspectTimes, read.SuspectTimes);
        Assert.Equal(SiloStatus.Active, Assert.Single((await table.ReadRow(Member.Address(2))).Members).Item1.Status);
    }

    [Fact]
    public async Task Update_StaleVersionOrUnknownSilo_ChangesNothing()
    {
        var table = await TableAsync();
        await table.AddAsync(Member.Silo(1));
        var stale = (await table.ReadAll()).Version.Next();
        await table.AddAsync(Member.Silo(2));
        Assert.False(await table.UpdateRow(Member.Silo(1, SiloStatus.Dead), "", stale));
        Assert.False(await table.UpdateRow(Member.Silo(3), "", (await table.ReadAll()).Version.Next()));
        var data = await table.ReadAll();
        Assert.Equal(2, data.Version.Version);
        Assert.All(data.Members, member => Assert.Equal(SiloStatus.Active, member.Item1.Status));
    }

    [Fact]
    public async Task UpdateIAmAlive_OfASilo_ChangesThatTimeAndNoVersion()
    {
        var table = await TableAsync();
        await table.AddAsync(Member.Silo(1), Member.Silo(2));
        var time = Member.Start.AddMinutes(1);
        await table.UpdateIAmAlive(Member.Silo(1, SiloStatus.Dead, time));

        var data = await table.ReadAll();
        Assert.Equal(2, data.Version.Version);
        Assert.Equal(
            [(1, SiloStatus.Active, time), (2, SiloStatus.Active, Member.Start)],
            data.Members.Select(member => (member.Item1.SiloAddress.Endpoint.Port, member.Item1.Status, member.Item1.IAmAliveTime)).Order());
    }

    [Fact]
    public async Task ReadRow_UnknownSilo_TellsTheVersion()
    {
        var table = await TableAsync();
        await table.AddAsync(Member.Silo(1));
        var data = await table.ReadRow(Member.Address(1, generation: 2));
        Assert.Equal(1, data.Version.Version);
        Assert.Empty(data.Members);
    }

    [Fact]
    public async Task Delete_OfACluster_LeavesTheOthers()
    {
        var table = await TableAsync();
        var other = await TableAsync("other");
        await table.AddAsync(Member.Silo(1));
        await other.AddAsync(Member.Silo(1), Member.Silo(2));
        await table.DeleteMembershipTableEntries("test");

        Assert.False(await table.InsertRow(Member.Silo(1), new TableVersion(2, "1")));
        await table.InitializeMembershipTable(true);
        Assert.Equal(0, (await table.ReadAll()).Version.Version);
        Assert.Empty((await table.ReadAll()).Members);
        Assert.Equal(2, (await other.ReadAll()).Version.Version);
        Assert.Equal([1, 2], await other.PortsAsync());
    }
}
