using Counterpart.Links;

namespace Counterpart.Storage;

public sealed partial class SqliteStore
{
    private const string LinkColumns =
        "l.row, l.revision, l.last_seq, l.epoch, l.phase, l.partner, s.content, l.notices, l.differing, s.revision, l.firm";

    private const string Linked = "link l join state s on s.link = l.row";

    private const string JournalColumns =
        """
        j.place, l.name, j.revision, b.id, j.actor, j.at, j.events, j.previous
        from journal j join link l on l.row = j.link join batch b on b.no = j.batch
        """;

    public Task<IReadOnlyList<LinkRow>> LoadLinksAsync(IReadOnlyCollection<LinkKey> keys, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<LinkRow>>(database => LoadLinks(database, keys), cancel);

    public Task<IReadOnlyList<JournalRow>> ReadHistoryAsync(LinkKey key, long before, int limit, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<JournalRow>>(database => ReadHistory(database, key, before, limit), cancel);

    public Task<IReadOnlyList<JournalRow>> ReadJournalAsync(string firm, long after, int limit, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<JournalRow>>(
            database => numbers.FindFirm(database, firm) is { } firmNo
                ? database.Prepare($"select {JournalColumns} where j.place > ?1 and j.place <= ?2 order by j.place limit ?3")
                    .Bind(JournalPlace.After(firmNo, after)).Bind(JournalPlace.Last(firmNo)).Bind(limit).All(ReadJournalRow)
                : [],
            cancel);

    private List<LinkRow> LoadLinks(Database database, IReadOnlyCollection<LinkKey> keys)
    {
        var statement = database.Prepare(
            $"select {LinkColumns} from {Linked} where l.firm = ?1 and l.name = ?2");
        var links = new List<LinkRow>(keys.Count);
        foreach (var key in keys)
        {
            if (numbers.FindFirm(database, key.Firm) is { } firm
                && statement.Bind(firm).Bind(key.Name).First(row => ReadLink(database, row, key)) is { } link)
            {
                links.Add(link);
            }
        }

        return links;
    }

    // Each record names the one before it, so the history needs no index of its own.
    private List<JournalRow> ReadHistory(Database database, LinkKey key, long before, int limit)
    {
        var history = new List<JournalRow>();
        if (numbers.FindFirm(database, key.Firm) is not { } firm
            || database.Prepare("select row, last_seq from link where firm = ?1 and name = ?2").Bind(firm).Bind(key.Name)
                .First(static row => ((long Row, long LastSeq)?)(row.Long(0), row.Long(1))) is not { } link)
        {
            return history;
        }

        var skip = database.Prepare("select previous from journal where place = ?1 and link = ?2");
        var read = database.Prepare($"select {JournalColumns} where j.place = ?1");
        var seq = link.LastSeq < before
            ? link.LastSeq
            : skip.Bind(JournalPlace.Of(firm, before)).Bind(link.Row).First(static row => (long?)row.Long(0)) ?? link.LastSeq;
        while (seq > 0 && seq >= before)
        {
            seq = skip.Bind(JournalPlace.Of(firm, seq)).Bind(link.Row).First(static row => row.Long(0));
        }

        while (seq > 0 && history.Count < limit
            && read.Bind(JournalPlace.Of(firm, seq)).First(static row => ((JournalRow Record, long Previous)?)(ReadJournalRow(row), row.Long(7))) is { } found)
        {
            history.Add(found.Record);
            seq = found.Previous;
        }

        return history;
    }

    private static LinkRow ReadLink(Database database, Statement row, LinkKey key) => new()
    {
        Key = key,
        RowNumber = row.Long(0),
        Revision = row.Long(1),
        LastSeq = row.Long(2),
        Epoch = row.Int(3),
        Phase = row.Text(4),
        Partner = row.TextOrNull(5),
        State = row.Blob(6),
        Tail = ReadTail(database, row.Long(10), row.Long(2), (int)(row.Long(1) - row.Long(9))),
        Notices = row.Int(7),
        Differing = row.Int(8),
    };

    // Records don't change: what is read after the row is what was there with it.
    private static ReadOnlyMemory<byte>[] ReadTail(Database database, long firm, long lastSeq, int count)
    {
        if (count == 0)
        {
            return [];
        }

        var read = database.Prepare("select previous, events from journal where place = ?1");
        var tail = new ReadOnlyMemory<byte>[count];
        for (var (place, seq) = (count - 1, lastSeq); place >= 0; place--)
        {
            (seq, tail[place]) = read.Bind(JournalPlace.Of(firm, seq)).First(static row => (row.Long(0), (ReadOnlyMemory<byte>)row.Blob(1)));
        }

        return tail;
    }

    private static JournalRow ReadJournalRow(Statement row) => new(
        JournalPlace.Seq(row.Long(0)),
        row.Text(1),
        row.Long(2),
        new Guid(row.Blob(3), bigEndian: true),
        row.Text(4),
        row.Time(5),
        row.Blob(6));
}
