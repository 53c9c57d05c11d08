using Counterpart.Links;

namespace Counterpart.Storage;

public sealed partial class SqliteStore
{
    public Task<bool> UpsertRecordsAsync(
        string firm, string system, long? token, IReadOnlyCollection<DirectoryRow> rows, CancellationToken cancel) => ChangeRecordsAsync(
        firm,
        system,
        token,
        (database, channel) =>
        {
            var upsert = database.Prepare(RecordColumns.Upsert);
            foreach (var row in rows)
            {
                RecordColumns.Bind(upsert, channel, row).Run();
            }
        },
        cancel);

    public Task<bool> MarkDeletedAsync(
        string firm, string system, long? token, IReadOnlyCollection<string> ids, DateTimeOffset readAt, CancellationToken cancel) => ChangeRecordsAsync(
        firm,
        system,
        token,
        (database, channel) =>
        {
            var mark = database.Prepare("update record set deleted = 1, read_at = ?3 where channel = ?1 and id = ?2 and read_at <= ?3");
            foreach (var id in ids)
            {
                mark.Bind(channel).Bind(id).Bind(readAt).Run();
            }
        },
        cancel);

    public Task<IReadOnlyList<DirectoryRow>> GetRecordsAsync(
        string firm, string system, IReadOnlyCollection<string> ids, CancellationToken cancel) => ReadRecordsAsync(
        firm,
        system,
        (database, channel) =>
        {
            var statement = database.Prepare($"select {RecordColumns.All} from record r where r.channel = ?1 and r.id = ?2");
            var rows = new List<DirectoryRow>(ids.Count);
            foreach (var id in ids)
            {
                statement.Bind(channel).Bind(id).AddTo(rows, RecordColumns.Read);
            }

            return rows;
        },
        cancel);

    public Task<IReadOnlyList<DirectoryRow>> FindCandidatesAsync(
        string firm, string system, string? taxIdHash, string nameKey, int limit, CancellationToken cancel) => ReadRecordsAsync(
        firm,
        system,
        (database, channel) => database.Prepare(
            $"""
            select {RecordColumns.All} from record r where r.no in (
              select no from record where channel = ?1 and tax_hash = ?2
              union select no from record where channel = ?1 and name_key = ?3 and name_key <> '')
            and r.deleted = 0 order by r.tax_hash is ?2 and ?2 is not null desc, r.name_key, r.id limit ?4
            """)
            .Bind(channel).Bind(taxIdHash).Bind(nameKey).Bind(limit).All(RecordColumns.Read),
        cancel);

    public Task<IReadOnlyList<DirectoryRow>> SearchRecordsAsync(
        string firm, string system, string? query, (string NameKey, string Id)? after, int limit, CancellationToken cancel) =>
        ReadRecordsAsync(
        firm,
        system,
        (database, channel) =>
        {
            var statement = database.Prepare(
                $"""
                select {RecordColumns.All} from record r
                where r.channel = ?1 and (r.name_key, r.id) > (?2, ?3) and r.deleted = 0 and {SearchCondition.Sql}
                order by r.name_key, r.id limit ?8
                """);
            statement.Bind(channel).Bind(after?.NameKey ?? "").Bind(after?.Id ?? "");
            return new SearchTerm(query).BindTo(statement).Bind(limit).All(RecordColumns.Read);
        },
        cancel);

    private Task<bool> ChangeRecordsAsync(
        string firm, string system, long? token, Action<Database, long> change, CancellationToken cancel) => WriteAsync(
        database =>
        {
            var channel = numbers.TakeChannel(database, firm, system);
            var isHeld = true;
            database.Transact(() =>
            {
                isHeld = token is not { } held || HasLease(database, channel, held);
                if (isHeld)
                {
                    change(database, channel);
                }
            });
            return isHeld;
        },
        cancel);

    private static bool HasLease(Database database, long channel, long token) =>
        database.Prepare("select count(*) from channel where no = ?1 and token = ?2 and holder is not null")
            .Bind(channel).Bind(token).First(static row => row.Long(0)) == 1;

    private Task<IReadOnlyList<DirectoryRow>> ReadRecordsAsync(
        string firm, string system, Func<Database, long, List<DirectoryRow>> read, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<DirectoryRow>>(
            database => numbers.FindChannel(database, firm, system) is { } channel ? read(database, channel) : [],
            cancel);
}
