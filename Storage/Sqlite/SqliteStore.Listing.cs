using Counterpart.Links;

namespace Counterpart.Storage;

public sealed partial class SqliteStore
{
    // ?3 and ?4 hold an integration's names: from "name/" up to "name0", which follows the slash.
    private const string Listed =
        $"""
        select {LinkColumns}, l.name from {Linked}
        where l.firm = ?1 and l.name > ?2 and l.name >= ?3 and l.name < ?4 and (?5 is null or l.phase = ?5)
          and (?6 is null or substr(l.name, instr(l.name, '/') + 1) = ?6)
          and (?7 is null or exists (
            select 1 from channel c join record r on r.channel = c.no
            where c.firm = l.firm and c.system = substr(l.name, 1, instr(l.name, '-') - 1)
              and r.id = substr(l.name, instr(l.name, '/') + 1) and r.book = ?7))
        """;

    private const string ListAll = $"{Listed} order by l.name limit ?8";

    internal const string ListWithNotices = $"{Listed} and l.notices > 0 order by l.name limit ?8";

    public Task<IReadOnlyList<LinkRow>> ListLinksAsync(LinkListQuery query, CancellationToken cancel) => ReadAsync<IReadOnlyList<LinkRow>>(
        database => numbers.FindFirm(database, query.Firm) is { } firm
            ? database.Prepare(query.WithNotices ? ListWithNotices : ListAll)
                .Bind(firm).Bind(query.After?.Name ?? "")
                .Bind(query.Integration is { } first ? $"{first}/" : "").Bind(query.Integration is { } last ? $"{last}0" : "\uffff")
                .Bind(query.Phase).Bind(query.Client).Bind(query.Book).Bind(query.Limit)
                .All(row => ReadLink(database, row, LinkKey.Parse(query.Firm, row.Text(11))))
            : [],
        cancel);
}
