namespace Counterpart.Storage;

public sealed partial class PostgresStore
{
    // Firms in order, so that two appends don't wait for each other.
    public Task AppendAuditAsync(IReadOnlyCollection<AuditRow> rows, CancellationToken cancel) => WriteAsync(
        async connection =>
        {
            var trip = new Trip(connection).Add("begin isolation level read committed");
            foreach (var firm in rows.GroupBy(row => row.Firm ?? "").OrderBy(firm => firm.Key, StringComparer.Ordinal))
            {
                AuditRow[] acts = [.. firm];
                trip.Add(
                    """
                    with last as (
                      insert into audit_last as a (firm, seq) values ($1, $2) on conflict (firm) do update set seq = a.seq + excluded.seq
                      returning seq - $2 as before)
                    insert into audit (firm, seq, at, actor, role, action, target, source, outcome, detail)
                    select $1, l.before + k.place, k.at, k.actor, k.role, k.action, k.target, k.source, k.outcome, k.detail
                    from last l, unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
                      with ordinality as k (at, actor, role, action, target, source, outcome, detail, place)
                    """,
                    firm.Key,
                    (long)acts.Length,
                    Array.ConvertAll(acts, act => act.At.UtcTicks),
                    Array.ConvertAll(acts, act => act.Actor),
                    Array.ConvertAll(acts, act => act.Role),
                    Array.ConvertAll(acts, act => act.Action),
                    Array.ConvertAll(acts, act => act.Target),
                    Array.ConvertAll(acts, act => act.Source),
                    Array.ConvertAll(acts, act => act.Outcome),
                    Array.ConvertAll(acts, act => act.Detail));
            }

            return await trip.Add("commit").RunAsync(cancel);
        },
        cancel);

    public Task<IReadOnlyList<AuditRow>> ReadAuditAsync(string? firm, long after, int limit, CancellationToken cancel) => ListAsync(
        """
        select seq, at, actor, role, action, target, source, outcome, detail from audit
        where firm = $1 and seq > $2 order by seq limit $3
        """,
        row => new AuditRow(
            row.GetInt64(0),
            firm,
            row.Time(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.TextOrNull(5),
            row.TextOrNull(6),
            row.GetString(7),
            row.TextOrNull(8)),
        cancel,
        firm ?? "",
        after,
        (long)limit);
}
