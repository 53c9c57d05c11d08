namespace Counterpart.Storage;

public sealed partial class PostgresStore
{
    public Task EndSessionAsync(string id, DateTimeOffset expires, CancellationToken cancel) =>
        ChangeAsync("insert into ended_session (id, expires) values ($1, $2) on conflict do nothing", cancel, id, expires);

    public async Task<bool> HasSessionEndedAsync(string id, CancellationToken cancel) =>
        (await ListAsync("select 1 from ended_session where id = $1", static row => row.GetInt32(0), cancel, id)).Count > 0;

    public Task<int> PurgeSessionsAsync(DateTimeOffset now, CancellationToken cancel) =>
        ChangeAsync("delete from ended_session where expires <= $1", cancel, now);
}
