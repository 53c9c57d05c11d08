namespace Counterpart.Storage;

public sealed partial class SqliteStore
{
    private const int PurgeChunk = 2000;

    public Task<IReadOnlyList<ReplyRow>> FindRepliesAsync(
        string firm, string caller, string key, DateTimeOffset now, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<ReplyRow>>(
            database => numbers.FindFirm(database, firm) is { } firmNo
                ? database.Prepare(
                    """
                    select item, request_hash, reply, expires from reply
                    where place between ?5 and ?6 and firm = ?1 and caller = ?2 and key = ?3 and expires > ?4 order by item
                    """)
                    .Bind(firmNo).Bind(caller).Bind(key).Bind(now)
                    .Bind(ReplyPlace.First(firmNo, caller, key)).Bind(ReplyPlace.Last(firmNo, caller, key))
                    .All(row => new ReplyRow(caller, key, row.Text(0), row.Text(1), row.Blob(2), row.Time(3)))
                : [],
            cancel);

    // In chunks, so that commits get their turn in between.
    public async Task<int> PurgeRepliesAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var purged = 0;
        int chunk;
        do
        {
            chunk = await WriteAsync(
                database => database.Prepare("delete from reply where no in (select no from reply where expires <= ?1 limit ?2)")
                    .Bind(now).Bind(PurgeChunk).Run(),
                cancel);
            purged += chunk;
        }
        while (chunk == PurgeChunk);

        return purged;
    }

    public Task<IReadOnlyList<ClaimRow>> FindClaimsAsync(
        string system, string tenant, IReadOnlyCollection<string> records, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<ClaimRow>>(
            database =>
            {
                var statement = database.Prepare(
                    """
                    select c.record, f.id, l.name, c.epoch from claim c join link l on l.row = c.link join firm f on f.no = l.firm
                    where c.system = ?1 and c.tenant = ?2 and c.record = ?3
                    """);
                var claims = new List<ClaimRow>();
                foreach (var record in records)
                {
                    statement.Bind(system).Bind(tenant).Bind(record)
                        .AddTo(claims, static row => new ClaimRow(row.Text(0), row.Text(1), row.Text(2), row.Int(3)));
                }

                return claims;
            },
            cancel);
}
