namespace Counterpart.Storage;

public sealed partial class SqliteStore
{
    public Task EndSessionAsync(string id, DateTimeOffset expires, CancellationToken cancel) => WriteAsync(
        database => database.Prepare("insert into ended_session (id, expires) values (?1, ?2) on conflict do nothing").Bind(id).Bind(expires).Run(),
        cancel);

    public Task<bool> HasSessionEndedAsync(string id, CancellationToken cancel) => ReadAsync(
        database => database.Prepare("select 1 from ended_session where id = ?1").Bind(id).First(static row => row.Int(0)) == 1,
        cancel);

    public Task<int> PurgeSessionsAsync(DateTimeOffset now, CancellationToken cancel) => WriteAsync(
        database => database.Prepare("delete from ended_session where expires <= ?1").Bind(now).Run(),
        cancel);
}
