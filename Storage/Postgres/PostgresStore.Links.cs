using Counterpart.Links;
using Npgsql;

namespace Counterpart.Storage;

public sealed partial class PostgresStore
{
    private const string LinkColumns = "l.no, l.revision, l.last_seq, l.epoch, l.phase, l.partner, l.state, l.notices, l.differing, l.name";

    private const string JournalColumns =
        """
        j.place, j.previous, l.name, j.revision, b.id, j.actor, j.at, j.events
        from journal j join link l on l.no = j.link join batch b on b.no = j.batch
        """;

    // Each record names the one before it, so the history needs no index of its own.
    private const string History =
        $"""
        with recursive start as (
          select l.no, l.firm << 40 as firm, case when l.last_seq < $3 then l.last_seq else coalesce(
            (select b.previous from journal b where b.place = (l.firm << 40 | $3) and b.link = l.no), l.last_seq) end as seq
          from link l join firm f on f.no = l.firm where f.id = $1 and l.name = $2),
        chain (place, previous, firm, found) as (
          select j.place, j.previous, s.firm, case when s.seq < $3 then 1 else 0 end
          from start s join journal j on j.place = (s.firm | s.seq) where s.seq > 0
          union all
          select j.place, j.previous, c.firm, c.found + case when c.previous < $3 then 1 else 0 end
          from chain c join journal j on j.place = (c.firm | c.previous) where c.previous > 0 and c.found < $4)
        select {JournalColumns} join chain c on c.place = j.place where c.found > 0 order by j.place desc limit $4
        """;

    public Task<IReadOnlyList<LinkRow>> LoadLinksAsync(IReadOnlyCollection<LinkKey> keys, CancellationToken cancel) => ListAsync(
        $"""
        select {LinkColumns}, f.id from unnest($1::text[], $2::text[]) as k (firm, name)
        join firm f on f.id = k.firm join link l on l.firm = f.no and l.name = k.name
        """,
        static row => ReadLink(row, row.GetString(10)),
        cancel,
        keys.Select(key => key.Firm).ToArray(),
        keys.Select(key => key.Name).ToArray());

    public Task<IReadOnlyList<JournalRow>> ReadHistoryAsync(LinkKey key, long before, int limit, CancellationToken cancel) => ListAsync(
        History, ReadJournalRow, cancel, key.Firm, key.Name, Math.Clamp(before, 0, JournalPlace.Greatest), (long)limit);

    public Task<IReadOnlyList<JournalRow>> ReadJournalAsync(string firm, long after, int limit, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<JournalRow>>(
            async connection =>
            {
                var rows = new List<JournalRow>();
                if (await numbers.FindFirmAsync(connection, firm, cancel) is { } firmNo)
                {
                    await new Trip(connection)
                        .Add(
                            $"select {JournalColumns} where j.place > $1 and j.place <= $2 order by j.place limit $3",
                            rows,
                            ReadJournalRow,
                            JournalPlace.After(firmNo, after),
                            JournalPlace.Last(firmNo),
                            (long)limit)
                        .RunAsync(cancel);
                }

                return rows;
            },
            cancel);

    public Task<IReadOnlyList<LinkRow>> ListLinksAsync(LinkListQuery query, CancellationToken cancel) => ListAsync(
        $"""
        select {LinkColumns} from link l
        where l.firm = (select no from firm where id = $1) and l.name > $2 and l.name >= $3 and l.name < $4
          and ($5::text is null or l.phase = $5::text)
          and ($6::text is null or substr(l.name, strpos(l.name, '/') + 1) = $6::text)
          and ($7::text is null or exists (
            select 1 from channel c join record r on r.channel = c.no
            where c.firm = l.firm and c.system = substr(l.name, 1, strpos(l.name, '-') - 1)
              and r.id = substr(l.name, strpos(l.name, '/') + 1) and r.book = $7::text))
          {(query.WithNotices ? "and l.notices > 0" : "")}
        order by l.name limit $8
        """,
        row => ReadLink(row, query.Firm),
        cancel,
        query.Firm,
        query.After?.Name ?? "",
        query.Integration is { } first ? $"{first}/" : "",
        query.Integration is { } last ? $"{last}0" : "\uffff",
        query.Phase,
        query.Client,
        query.Book,
        (long)query.Limit);

    private static LinkRow ReadLink(NpgsqlDataReader row, string firm) => new()
    {
        Key = LinkKey.Parse(firm, row.GetString(9)),
        RowNumber = row.GetInt64(0),
        Revision = row.GetInt64(1),
        LastSeq = row.GetInt64(2),
        Epoch = row.GetInt32(3),
        Phase = row.GetString(4),
        Partner = row.TextOrNull(5),
        State = row.Blob(6),
        Notices = row.GetInt32(7),
        Differing = row.GetInt32(8),
    };

    private static JournalRow ReadJournalRow(NpgsqlDataReader row) => new(
        JournalPlace.Seq(row.GetInt64(0)),
        row.GetInt64(1),
        row.GetString(2),
        row.GetInt64(3),
        row.GetGuid(4),
        row.GetString(5),
        row.Time(6),
        row.Blob(7));
}
