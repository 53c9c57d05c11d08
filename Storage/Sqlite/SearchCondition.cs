namespace Counterpart.Storage;

/// <summary>A search term as a condition on a directory record.</summary>
internal static class SearchCondition
{
    /// <summary>Takes the parameters <c>?4 ?5 ?6 ?7</c>: text, digits, id, name.</summary>
    public const string Sql =
        """
        (?4 is null or r.name_key like ?7 or r.emails like ?4 escape '\' or r.digits like ?5 or r.id = ?6 collate nocase)
        """;

    public static Statement BindTo(this SearchTerm term, Statement statement) =>
        statement.Bind(term.Text).Bind(term.Digits).Bind(term.Id).Bind(term.Name);
}
