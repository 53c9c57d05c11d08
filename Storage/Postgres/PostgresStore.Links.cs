using Counterpart.Links;
using Npgsql;

namespace Counterpart.Storage;

public sealed partial class PostgresStore
{
    private const string LinkColumns =
        "l.no, l.revision, l.last_seq, l.epoch, l.phase, l.partner, l.state, l.notices, l.differing, l.name, tail.events, tail.place, f.id";

    // What came after a row was written.
    private const string Tail =
        """
        left join lateral (
          select array_agg(j.events order by j.revision) as events, max(j.place) as place
          from journal j where j.link = l.no and j.revision > l.revision) tail on true
        """;

    private const string JournalColumns =
        """
        j.place, l.name, j.revision, b.id, j.actor, j.at, j.events
        from journal j join link l on l.no = j.link join batch b on b.no = j.batch
        """;

    // The record that the page before ended with tells where to go on; any other sequence is looked for from the newest record back.
    private const string History =
        $"""
        select {JournalColumns} join firm f on f.no = l.firm
        where f.id = $1 and l.name = $2 and j.place < (l.firm << 40 | $3)
          and j.revision < coalesce((select b.revision from journal b where b.place = (l.firm << 40 | $3) and b.link = l.no), 9223372036854775807)
        order by j.revision desc limit $4
        """;

    public Task<IReadOnlyList<LinkRow>> LoadLinksAsync(IReadOnlyCollection<LinkKey> keys, CancellationToken cancel) => ListAsync(
        $"""
        select {LinkColumns} from unnest($1::text[], $2::text[]) as k (firm, name)
        join firm f on f.id = k.firm join link l on l.firm = f.no and l.name = k.name {Tail}
        """,
        ReadLink,
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
        select {LinkColumns} from firm f join link l on l.firm = f.no {Tail}
        where f.id = $1 and l.name > $2 and l.name >= $3 and l.name < $4
          and ($5::text is null or l.phase = $5::text)
          and ($6::text is null or substr(l.name, strpos(l.name, '/') + 1) = $6::text)
          and ($7::text is null or exists (
            select 1 from channel c join record r on r.channel = c.no
            where c.firm = l.firm and c.system = substr(l.name, 1, strpos(l.name, '-') - 1)
              and r.id = substr(l.name, strpos(l.name, '/') + 1) and r.book = $7::text))
          {(query.WithNotices ? "and l.notices > 0" : "")}
        order by l.name limit $8
        """,
        ReadLink,
        cancel,
        query.Firm,
        query.After?.Name ?? "",
        query.Integration is { } first ? $"{first}/" : "",
        query.Integration is { } last ? $"{last}0" : "\uffff",
        query.Phase,
        query.Client,
        query.Book,
        (long)query.Limit);

    private static LinkRow ReadLink(NpgsqlDataReader row)
    {
        var tail = row.IsDBNull(10) ? [] : row.GetFieldValue<byte[][]>(10);
        return new LinkRow
        {
            Key = LinkKey.Parse(row.GetString(12), row.GetString(9)),
            RowNumber = row.GetInt64(0),
            Revision = row.GetInt64(1) + tail.Length,
            LastSeq = tail.Length == 0 ? row.GetInt64(2) : JournalPlace.Seq(row.GetInt64(11)),
            Epoch = row.GetInt32(3),
            Phase = row.GetString(4),
            Partner = row.TextOrNull(5),
            State = row.Blob(6),
            Tail = Array.ConvertAll(tail, events => (ReadOnlyMemory<byte>)events),
            Notices = row.GetInt32(7),
            Differing = row.GetInt32(8),
        };
    }

    private static JournalRow ReadJournalRow(NpgsqlDataReader row) => new(
        JournalPlace.Seq(row.GetInt64(0)),
        row.GetString(1),
        row.GetInt64(2),
        row.GetGuid(3),
        row.GetString(4),
        row.Time(5),
        row.Blob(6));
}
