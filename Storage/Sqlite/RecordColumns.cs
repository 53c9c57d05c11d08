using Counterpart.Links;

namespace Counterpart.Storage;

/// <summary>A directory record as its columns.</summary>
internal static class RecordColumns
{
    public const string Profile = "r.id, r.kind, r.display_name, r.name_key, r.tax_hash, r.tax_last_four, r.birth_date, r.emails, r.phones";

    public const string All = $"{Profile}, r.book, r.deleted, r.read_at, r.content";

    // What was read before the row's present content does not take its place.
    public const string Upsert =
        """
        insert into record (channel, id, kind, display_name, name_key, tax_hash, tax_last_four, birth_date, emails, phones, digits,
          book, deleted, read_at, content)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        on conflict (channel, id) do update set
          kind = excluded.kind, display_name = excluded.display_name, name_key = excluded.name_key, tax_hash = excluded.tax_hash,
          tax_last_four = excluded.tax_last_four, birth_date = excluded.birth_date, emails = excluded.emails, phones = excluded.phones,
          digits = excluded.digits, book = excluded.book, deleted = excluded.deleted, read_at = excluded.read_at, content = excluded.content
        where excluded.read_at >= record.read_at
        """;

    public static Statement Bind(Statement statement, long channel, DirectoryRow row)
    {
        var profile = row.Profile;
        return statement
            .Bind(channel).Bind(profile.Id).Bind(profile.Kind.ToString()).Bind(profile.DisplayName).Bind(profile.NameKey)
            .Bind(profile.TaxIdHash).Bind(profile.TaxIdLastFour).Bind(profile.BirthDate)
            .Bind(string.Join('\n', profile.Emails)).Bind(string.Join('\n', profile.Phones))
            .Bind(string.Join('\n', profile.Phones.Select(SearchTerm.DigitsOf)))
            .Bind(row.Book).Bind(row.Deleted).Bind(row.ReadAt).Bind(row.Content);
    }

    public static DirectoryRow Read(Statement row) =>
        new(ReadProfile(row), row.TextOrNull(9), row.Int(10) != 0, row.Time(11), row.Blob(12));

    public static RecordProfile ReadProfile(Statement row) => new()
    {
        Id = row.Text(0),
        Kind = Enum.Parse<RecordKind>(row.Text(1)),
        DisplayName = row.Text(2),
        NameKey = row.Text(3),
        TaxIdHash = row.TextOrNull(4),
        TaxIdLastFour = row.TextOrNull(5),
        BirthDate = row.TextOrNull(6),
        Emails = [.. row.Text(7).Split('\n', StringSplitOptions.RemoveEmptyEntries)],
        Phones = [.. row.Text(8).Split('\n', StringSplitOptions.RemoveEmptyEntries)],
    };
}
