namespace Counterpart.Storage;

public sealed partial class SqliteStore
{
    public Task AppendAuditAsync(IReadOnlyCollection<AuditRow> rows, CancellationToken cancel) => WriteAsync(
        database => database.Transact(() =>
        {
            var append = database.Prepare(
                """
                insert into audit (firm, seq, at, actor, role, action, target, source, outcome, detail)
                select ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 from audit where firm = ?1
                """);
            foreach (var row in rows)
            {
                append.Bind(row.Firm ?? "").Bind(row.At).Bind(row.Actor).Bind(row.Role).Bind(row.Action).Bind(row.Target).Bind(row.Source)
                    .Bind(row.Outcome).Bind(row.Detail).Run();
            }
        }),
        cancel);

    public Task<IReadOnlyList<AuditRow>> ReadAuditAsync(string? firm, long after, int limit, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<AuditRow>>(
            database => database.Prepare(
                """
                select seq, at, actor, role, action, target, source, outcome, detail from audit
                where firm = ?1 and seq > ?2 order by seq limit ?3
                """)
                .Bind(firm ?? "").Bind(after).Bind(limit)
                .All(row => new AuditRow(
                    row.Long(0), firm, row.Time(1), row.Text(2), row.Text(3), row.Text(4), row.TextOrNull(5), row.TextOrNull(6), row.Text(7),
                    row.TextOrNull(8))),
            cancel);
}
