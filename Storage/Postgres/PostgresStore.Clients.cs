namespace Counterpart.Storage;

public sealed partial class PostgresStore
{
    // A deleted record is still a client as long as its link has something to say.
    private const string Clients =
        $"""
        select {PostgresRecords.Profile}, r.book, coalesce(l.phase, 'unlinked'), l.partner
        from record r left join link l on l.firm = $9 and l.name = $10 || r.id
        where r.channel = $1 and (r.name_key, r.id) > ($2, $3) and {PostgresRecords.Matching}
          and ($8::text is null or coalesce(l.phase, 'unlinked') = $8::text)
          and (not r.deleted or coalesce(l.phase, 'unlinked') <> 'unlinked')
        """;

    public Task<IReadOnlyList<ClientRow>> ListClientsAsync(ClientQuery query, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<ClientRow>>(
            async connection =>
            {
                var rows = new List<ClientRow>();
                if (await numbers.FindChannelAsync(connection, query.Firm, query.System, cancel) is not { } channel)
                {
                    return rows;
                }

                var term = new SearchTerm(query.Query);
                List<object?> values =
                [
                    channel,
                    query.After?.NameKey ?? "",
                    query.After?.Id ?? "",
                    term.Text,
                    term.Digits,
                    term.Id,
                    term.Name,
                    query.Phase,
                    await numbers.FindFirmAsync(connection, query.Firm, cancel) ?? 0,
                    $"{query.Integration}/",
                    (long)query.Limit,
                ];
                var sql = Clients;
                if (query.Book is { } book)
                {
                    values.Add(book);
                    sql += $" and r.book = ${values.Count}";
                }

                if (query.Client is { } client)
                {
                    values.Add(client);
                    sql += $" and r.id = ${values.Count}";
                }

                await new Trip(connection)
                    .Add(
                        $"{sql} order by r.name_key, r.id limit $11",
                        rows,
                        static row => new ClientRow(PostgresRecords.ReadProfile(row), row.TextOrNull(9), row.GetString(10), row.TextOrNull(11)),
                        [.. values])
                    .RunAsync(cancel);
                return rows;
            },
            cancel);
}
