namespace Counterpart.Storage;

public sealed partial class PostgresStore
{
    private const int PurgeChunk = 2000;

    public Task<IReadOnlyList<ReplyRow>> FindRepliesAsync(string firm, string caller, string key, DateTimeOffset now, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<ReplyRow>>(
            async connection =>
            {
                var rows = new List<ReplyRow>();
                if (await numbers.FindFirmAsync(connection, firm, cancel) is { } firmNo)
                {
                    await new Trip(connection)
                        .Add(
                            """
                            select item, request_hash, reply, expires from reply
                            where place between $5 and $6 and firm = $1 and caller = $2 and key = $3 and expires > $4 order by item
                            """,
                            rows,
                            row => new ReplyRow(caller, key, row.GetString(0), row.GetString(1), row.Blob(2), row.Time(3)),
                            firmNo,
                            caller,
                            key,
                            now,
                            ReplyPlace.First(firmNo, caller, key),
                            ReplyPlace.Last(firmNo, caller, key))
                        .RunAsync(cancel);
                }

                return rows;
            },
            cancel);

    // In chunks, so that no transaction lasts long; several nodes may do it at once.
    public async Task<int> PurgeRepliesAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var purged = 0;
        int chunk;
        do
        {
            chunk = await ChangeAsync(
                "delete from reply where no in (select no from reply where expires <= $1 order by no limit $2 for update skip locked)",
                cancel,
                now,
                (long)PurgeChunk);
            purged += chunk;
        }
        while (chunk == PurgeChunk);

        return purged;
    }

    public Task<IReadOnlyList<ClaimRow>> FindClaimsAsync(
        string system, string tenant, IReadOnlyCollection<string> records, CancellationToken cancel) => ListAsync(
        """
        select c.record, f.id, l.name, c.epoch from claim c join link l on l.no = c.link join firm f on f.no = l.firm
        where c.system = $1 and c.tenant = $2 and c.record = any($3)
        """,
        static row => new ClaimRow(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3)),
        cancel,
        system,
        tenant,
        records.ToArray());
}
