namespace Counterpart.Storage;

public sealed partial class SqliteStore
{
    public Task<IReadOnlyList<DueRow>> DueAsync(string firm, string system, DateTimeOffset now, int limit, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<DueRow>>(
            database => numbers.FindChannel(database, firm, system) is { } channel
                ? database.Prepare(
                    """
                    select l.name, d.not_before from due d join link l on l.row = d.link
                    where d.channel = ?1 and d.not_before <= ?2 order by d.not_before, d.link limit ?3
                    """)
                    .Bind(channel).Bind(now).Bind(limit).All(static row => new DueRow(row.Text(0), row.Time(1)))
                : [],
            cancel);

    public Task<DateTimeOffset?> NextDueAsync(string firm, string system, CancellationToken cancel) => ReadAsync(
        database => numbers.FindChannel(database, firm, system) is { } channel
            ? database.Prepare("select min(not_before) from due where channel = ?1").Bind(channel).First(static row => row.TimeOrNull(0))
            : null,
        cancel);

    public Task<IReadOnlyList<ChannelRow>> ListChannelsAsync(string? firm, CancellationToken cancel) => ReadAsync<IReadOnlyList<ChannelRow>>(
        database =>
        {
            var now = Now;
            return database.Prepare(
                """
                select f.id, c.system, c.holder, c.token, c.until, c.state from channel c join firm f on f.no = c.firm
                where c.token > 0 and (?1 is null or f.id = ?1) order by f.id, c.system
                """)
                .Bind(firm)
                .All(row => new ChannelRow(
                    row.Text(0), row.Text(1), row.Time(4) > now ? row.TextOrNull(2) : null, row.Long(3), row.Time(4), row.Blob(5)));
        },
        cancel);

    public Task<Lease?> AcquireLeaseAsync(
        string firm, string system, string holder, TimeSpan duration, CancellationToken cancel) => WriteAsync(
        database =>
        {
            var channel = numbers.TakeChannel(database, firm, system);
            var now = Now;
            return database.Prepare(
                """
                update channel set
                  token = token + (holder is null or until <= ?2),
                  holder = ?3,
                  until = ?4
                where no = ?1 and (holder is null or until <= ?2 or holder = ?3)
                returning token, until, state
                """)
                .Bind(channel).Bind(now).Bind(holder).Bind(now + duration)
                .First(row => new Lease(firm, system, holder, row.Long(0), row.Time(1), row.Blob(2)));
        },
        cancel);

    public Task<bool> SaveChannelAsync(Lease lease, TimeSpan duration, ReadOnlyMemory<byte> state, CancellationToken cancel) => WriteAsync(
        database => database.Prepare("update channel set until = ?4, state = ?5 where no = ?1 and token = ?2 and holder = ?3")
            .Bind(numbers.FindChannel(database, lease.Firm, lease.System) ?? 0).Bind(lease.Token).Bind(lease.Holder)
            .Bind(Now + duration).Bind(state).Run() == 1,
        cancel);

    public Task ReleaseLeaseAsync(Lease lease, CancellationToken cancel) => WriteAsync(
        database => database.Prepare("update channel set holder = null, until = 0 where no = ?1 and token = ?2 and holder = ?3")
            .Bind(numbers.FindChannel(database, lease.Firm, lease.System) ?? 0).Bind(lease.Token).Bind(lease.Holder).Run(),
        cancel);
}
