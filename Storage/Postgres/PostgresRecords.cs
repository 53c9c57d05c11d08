using Counterpart.Links;
using Npgsql;

namespace Counterpart.Storage;

/// <summary>A directory record as its columns.</summary>
internal static class PostgresRecords
{
    public const string Profile = "r.id, r.kind, r.display_name, r.name_key, r.tax_hash, r.tax_last_four, r.birth_date, r.emails, r.phones";

    public const string All = $"{Profile}, r.book, r.deleted, r.read_at, r.content";

    /// <summary>A search term as a condition. Takes the parameters <c>$4 $5 $6 $7</c>: text, digits, id, name.</summary>
    public const string Matching =
        """
        ($4::text is null or r.name_key like $7::text or r.emails ilike $4::text escape '\' or r.digits like $5::text
          or lower(r.id) = lower($6::text))
        """;

    /// <summary>Whether the lease under which was read is still held. Takes the parameters <c>$1 $2</c>: channel, token.</summary>
    public const string IsHeld =
        "($2::bigint is null or exists (select from channel c where c.no = $1 and c.token = $2::bigint and c.holder is not null))";

    // What was read before the row's present content does not take its place.
    private const string Upsert =
        $"""
        insert into record (channel, id, kind, display_name, name_key, tax_hash, tax_last_four, birth_date, emails, phones, digits,
          book, deleted, read_at, content)
        select $1, k.* from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
          $11::text[], $12::text[], $13::text[], $14::boolean[], $15::bigint[], $16::bytea[]) as k
        where {IsHeld}
        on conflict (channel, id) do update set
          kind = excluded.kind, display_name = excluded.display_name, name_key = excluded.name_key, tax_hash = excluded.tax_hash,
          tax_last_four = excluded.tax_last_four, birth_date = excluded.birth_date, emails = excluded.emails, phones = excluded.phones,
          digits = excluded.digits, book = excluded.book, deleted = excluded.deleted, read_at = excluded.read_at, content = excluded.content
        where excluded.read_at >= record.read_at
        """;

    /// <param name="rows">No id twice.</param>
    public static Trip AddUpsert(this Trip trip, long channel, long? token, DirectoryRow[] rows)
    {
        var profiles = Array.ConvertAll(rows, row => row.Profile);
        return trip.Add(
            Upsert,
            channel,
            token,
            Array.ConvertAll(profiles, profile => profile.Id),
            Array.ConvertAll(profiles, profile => profile.Kind.ToString()),
            Array.ConvertAll(profiles, profile => profile.DisplayName),
            Array.ConvertAll(profiles, profile => profile.NameKey),
            Array.ConvertAll(profiles, profile => profile.TaxIdHash),
            Array.ConvertAll(profiles, profile => profile.TaxIdLastFour),
            Array.ConvertAll(profiles, profile => profile.BirthDate),
            Array.ConvertAll(profiles, profile => string.Join('\n', profile.Emails)),
            Array.ConvertAll(profiles, profile => string.Join('\n', profile.Phones)),
            Array.ConvertAll(profiles, profile => string.Join('\n', profile.Phones.Select(SearchTerm.DigitsOf))),
            Array.ConvertAll(rows, row => row.Book),
            Array.ConvertAll(rows, row => row.Deleted),
            Array.ConvertAll(rows, row => row.ReadAt.UtcTicks),
            Array.ConvertAll(rows, row => row.Content));
    }

    public static DirectoryRow Read(NpgsqlDataReader row) =>
        new(ReadProfile(row), row.TextOrNull(9), row.GetBoolean(10), row.Time(11), row.Blob(12));

    public static RecordProfile ReadProfile(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        Kind = Enum.Parse<RecordKind>(row.GetString(1)),
        DisplayName = row.GetString(2),
        NameKey = row.GetString(3),
        TaxIdHash = row.TextOrNull(4),
        TaxIdLastFour = row.TextOrNull(5),
        BirthDate = row.TextOrNull(6),
        Emails = [.. row.GetString(7).Split('\n', StringSplitOptions.RemoveEmptyEntries)],
        Phones = [.. row.GetString(8).Split('\n', StringSplitOptions.RemoveEmptyEntries)],
    };
}
