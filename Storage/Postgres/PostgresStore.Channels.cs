namespace Counterpart.Storage;

public sealed partial class PostgresStore
{
    // Ticks of the server's clock: the nodes' own clocks decide nothing about leases.
    private const string ServerTicks = "((extract(epoch from clock_timestamp()) * 10000000)::bigint + 621355968000000000)";

    private const string OfChannel = "c.no = (select n.no from channel n join firm f on f.no = n.firm where f.id = $1 and n.system = $2)";

    private long? LeaseTicks => LeaseClock?.GetUtcNow().UtcTicks;

    public Task<IReadOnlyList<DueRow>> DueAsync(string firm, string system, DateTimeOffset now, int limit, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<DueRow>>(
            async connection =>
            {
                var rows = new List<DueRow>();
                if (await numbers.FindChannelAsync(connection, firm, system, cancel) is { } channel)
                {
                    await new Trip(connection)
                        .Add(
                            """
                            select l.name, d.not_before from due d join link l on l.no = d.link
                            where d.channel = $1 and d.not_before <= $2 order by d.not_before, d.link limit $3
                            """,
                            rows,
                            static row => new DueRow(row.GetString(0), row.Time(1)),
                            channel,
                            now,
                            (long)limit)
                        .RunAsync(cancel);
                }

                return rows;
            },
            cancel);

    public async Task<DateTimeOffset?> NextDueAsync(string firm, string system, CancellationToken cancel) => (await ListAsync(
        """
        select min(d.not_before) from due d
        where d.channel = (select c.no from channel c join firm f on f.no = c.firm where f.id = $1 and c.system = $2)
        """,
        static row => row.TimeOrNull(0),
        cancel,
        firm,
        system))[0];

    public Task<IReadOnlyList<ChannelRow>> ListChannelsAsync(string? firm, CancellationToken cancel) => ListAsync(
        $"""
        select f.id, c.system, case when c.until > coalesce($2::bigint, {ServerTicks}) then c.holder end, c.token, c.until, c.state
        from channel c join firm f on f.no = c.firm where c.token > 0 and ($1::text is null or f.id = $1::text) order by f.id, c.system
        """,
        static row => new ChannelRow(row.GetString(0), row.GetString(1), row.TextOrNull(2), row.GetInt64(3), row.Time(4), row.Blob(5)),
        cancel,
        firm,
        LeaseTicks);

    public Task<Lease?> AcquireLeaseAsync(string firm, string system, string holder, TimeSpan duration, CancellationToken cancel) => WriteAsync(
        async connection =>
        {
            var channel = await numbers.TakeChannelAsync(connection, firm, system, cancel);
            var leases = new List<Lease>(1);
            await new Trip(connection)
                .Add(
                    $"""
                    with clock as materialized (select coalesce($4::bigint, {ServerTicks}) as now)
                    update channel c set
                      token = c.token + case when c.holder is null or c.until <= k.now then 1 else 0 end,
                      holder = $2,
                      until = k.now + $3
                    from clock k
                    where c.no = $1 and (c.holder is null or c.until <= k.now or c.holder = $2)
                    returning c.token, c.until, c.state
                    """,
                    leases,
                    row => new Lease(firm, system, holder, row.GetInt64(0), row.Time(1), row.Blob(2)),
                    channel,
                    holder,
                    duration.Ticks,
                    LeaseTicks)
                .RunAsync(cancel);
            return leases.FirstOrDefault();
        },
        cancel);

    public async Task<bool> SaveChannelAsync(Lease lease, TimeSpan duration, ReadOnlyMemory<byte> state, CancellationToken cancel) =>
        await ChangeAsync(
            $"""
            update channel c set until = coalesce($7::bigint, {ServerTicks}) + $5, state = $6
            where {OfChannel} and c.token = $3 and c.holder = $4
            """,
            cancel,
            lease.Firm,
            lease.System,
            lease.Token,
            lease.Holder,
            duration.Ticks,
            state,
            LeaseTicks) == 1;

    public Task ReleaseLeaseAsync(Lease lease, CancellationToken cancel) => ChangeAsync(
        $"update channel c set holder = null, until = 0 where {OfChannel} and c.token = $3 and c.holder = $4",
        cancel,
        lease.Firm,
        lease.System,
        lease.Token,
        lease.Holder);
}
