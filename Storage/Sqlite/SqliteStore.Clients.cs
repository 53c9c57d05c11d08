namespace Counterpart.Storage;

public sealed partial class SqliteStore
{
    // A deleted record is still a client as long as its link has something to say.
    private const string Clients =
        $"""
        select {RecordColumns.Profile}, r.book, coalesce(l.phase, 'unlinked'), l.partner
        from record r left join link l on l.firm = ?10 and l.name = ?11 || r.id
        where r.channel = ?1 and (r.name_key, r.id) > (?2, ?3) and {SearchCondition.Sql}
          and (?8 is null or coalesce(l.phase, 'unlinked') = ?8)
          and (r.deleted = 0 or coalesce(l.phase, 'unlinked') <> 'unlinked')
        """;

    private const string AllClients = $"{Clients} and ?9 is null and ?12 is null order by r.name_key, r.id limit ?13";

    private const string BookClients = $"{Clients} and r.book = ?9 and ?12 is null order by r.name_key, r.id limit ?13";

    private const string OneClient = $"{Clients} and (?9 is null or r.book = ?9) and r.id = ?12 order by r.name_key, r.id limit ?13";

    public Task<IReadOnlyList<ClientRow>> ListClientsAsync(ClientQuery query, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<ClientRow>>(
            database => numbers.FindChannel(database, query.Firm, query.System) is { } channel
                ? ListClients(database, channel, query)
                : [],
            cancel);

    private List<ClientRow> ListClients(Database database, long channel, ClientQuery query)
    {
        var statement = database.Prepare(query.Client is not null ? OneClient : query.Book is not null ? BookClients : AllClients)
            .Bind(channel).Bind(query.After?.NameKey ?? "").Bind(query.After?.Id ?? "");
        return new SearchTerm(query.Query).BindTo(statement)
            .Bind(query.Phase).Bind(query.Book)
            .Bind(numbers.FindFirm(database, query.Firm) ?? 0).Bind($"{query.Integration}/")
            .Bind(query.Client).Bind(query.Limit)
            .All(static row => new ClientRow(RecordColumns.ReadProfile(row), row.TextOrNull(9), row.Text(10), row.TextOrNull(11)));
    }
}
