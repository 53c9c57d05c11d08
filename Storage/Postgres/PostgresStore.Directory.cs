using Counterpart.Links;

namespace Counterpart.Storage;

public sealed partial class PostgresStore
{
    private const int UpsertChunk = 1000;

    // In order of ids, so that two nodes that write the same records don't wait for each other.
    public Task<bool> UpsertRecordsAsync(
        string firm, string system, long? token, IReadOnlyCollection<DirectoryRow> rows, CancellationToken cancel) => ChangeRecordsAsync(
        firm,
        system,
        token,
        (trip, channel) =>
        {
            var latest = rows
                .GroupBy(row => row.Profile.Id, StringComparer.Ordinal)
                .Select(same => same.Aggregate((stored, row) => row.ReadAt >= stored.ReadAt ? row : stored))
                .OrderBy(row => row.Profile.Id, StringComparer.Ordinal);
            foreach (var chunk in latest.Chunk(UpsertChunk))
            {
                trip.AddUpsert(channel, token, chunk);
            }
        },
        cancel);

    public Task<bool> MarkDeletedAsync(
        string firm, string system, long? token, IReadOnlyCollection<string> ids, DateTimeOffset readAt, CancellationToken cancel) => ChangeRecordsAsync(
        firm,
        system,
        token,
        (trip, channel) => trip.Add(
            $"update record set deleted = true, read_at = $4 where channel = $1 and {PostgresRecords.IsHeld} and id = any($3) and read_at <= $4",
            channel,
            token,
            ids.ToArray(),
            readAt),
        cancel);

    public Task<IReadOnlyList<DirectoryRow>> GetRecordsAsync(
        string firm, string system, IReadOnlyCollection<string> ids, CancellationToken cancel) => ReadRecordsAsync(
        firm,
        system,
        $"select {PostgresRecords.All} from record r where r.channel = $1 and r.id = any($2)",
        cancel,
        [ids.ToArray()]);

    public Task<IReadOnlyList<DirectoryRow>> FindCandidatesAsync(
        string firm, string system, string? taxIdHash, string nameKey, int limit, CancellationToken cancel) => ReadRecordsAsync(
        firm,
        system,
        $"""
        select {PostgresRecords.All} from record r where r.no in (
          select no from record where channel = $1 and tax_hash = $2::text
          union select no from record where channel = $1 and name_key = $3 and name_key <> '')
        and not r.deleted order by coalesce(r.tax_hash = $2::text, false) desc, r.name_key, r.id limit $4
        """,
        cancel,
        taxIdHash,
        nameKey,
        (long)limit);

    public Task<IReadOnlyList<DirectoryRow>> SearchRecordsAsync(
        string firm, string system, string? query, (string NameKey, string Id)? after, int limit, CancellationToken cancel)
    {
        var term = new SearchTerm(query);
        return ReadRecordsAsync(
            firm,
            system,
            $"""
            select {PostgresRecords.All} from record r
            where r.channel = $1 and (r.name_key, r.id) > ($2, $3) and not r.deleted and {PostgresRecords.Matching}
            order by r.name_key, r.id limit $8
            """,
            cancel,
            after?.NameKey ?? "",
            after?.Id ?? "",
            term.Text,
            term.Digits,
            term.Id,
            term.Name,
            (long)limit);
    }

    /// <summary>The channel's row is locked against another holder until all is written.</summary>
    private Task<bool> ChangeRecordsAsync(string firm, string system, long? token, Action<Trip, long> change, CancellationToken cancel) => WriteAsync(
        async connection =>
        {
            var channel = await numbers.TakeChannelAsync(connection, firm, system, cancel);
            var held = new List<long>(1);
            var trip = new Trip(connection).Add("begin isolation level read committed").Add(
                $"select no from channel where no = $1 and {PostgresRecords.IsHeld} for share", held, static row => row.GetInt64(0), channel, token);
            change(trip, channel);
            await trip.Add("commit").RunAsync(cancel);
            return held.Count == 1;
        },
        cancel);

    private Task<IReadOnlyList<DirectoryRow>> ReadRecordsAsync(
        string firm, string system, string sql, CancellationToken cancel, params object?[] values) => ReadAsync<IReadOnlyList<DirectoryRow>>(
        async connection =>
        {
            var rows = new List<DirectoryRow>();
            if (await numbers.FindChannelAsync(connection, firm, system, cancel) is { } channel)
            {
                await new Trip(connection).Add(sql, rows, PostgresRecords.Read, [channel, .. values]).RunAsync(cancel);
            }

            return rows;
        },
        cancel);
}
