using System.Net;
using Orleans;
using Orleans.Runtime;

namespace Counterpart.Tests.Orleans.Store;

/// <summary>Rows of a membership table.</summary>
internal static class Member
{
    public static readonly DateTime Start = new(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    public static SiloAddress Address(int port, int generation = 1) => SiloAddress.New(IPAddress.Loopback, port, generation);

    public static MembershipEntry Silo(
        int port, SiloStatus status = SiloStatus.Active, DateTime? alive = null, DateTime? suspected = null, int gateway = 0) => new()
        {
            SiloAddress = Address(port),
            SiloName = $"silo-{port}",
            HostName = "node.example",
            Status = status,
            ProxyPort = gateway,
            StartTime = Start,
            IAmAliveTime = alive ?? Start,
            SuspectTimes = suspected is { } time ? [Tuple.Create(Address(9), Start), Tuple.Create(Address(10), time)] : [],
        };

    /// <summary>As the runtime does: read, and insert on top of what was read.</summary>
    public static async Task AddAsync(this IMembershipTable table, params MembershipEntry[] entries)
    {
        foreach (var entry in entries)
        {
            Assert.True(await table.InsertRow(entry, (await table.ReadAll()).Version.Next()));
            if (entry.SuspectTimes.Count > 0)
            {
                Assert.True(await table.UpdateRow(entry, "", (await table.ReadAll()).Version.Next()));
            }
        }
    }

    public static async Task<IEnumerable<int>> PortsAsync(this IMembershipTable table) =>
        (await table.ReadAll()).Members.Select(member => member.Item1.SiloAddress.Endpoint.Port).Order();
}
