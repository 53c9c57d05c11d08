using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Makes and changes what records hold.</summary>
internal static class Contents
{
    public const string JobTitle = "jobTitle";
    public const string Employer = "employer";
    public const string Status = "status";
    public const string TaxNumber = "taxNumber";

    /// <summary>Every scalar that both systems have.</summary>
    public static readonly ImmutableArray<string> Scalars =
        [FieldPaths.FirstName, FieldPaths.LastName, JobTitle, Employer, FieldPaths.BirthDate, Status, TaxNumber];

    private static readonly string[] Kinds = ["mobile", "home", "work"];

    public static FieldValue Scalar(SystemRecord record, string path) => record.Content.Scalars.GetValueOrDefault(path, FieldValue.Blank);

    public static ImmutableArray<RecordRow> Phones(SystemRecord record) => record.Content.Lists[ListParts.Phones];

    public static ImmutableArray<RecordRow> Tags(SystemRecord record) => record.Content.Lists[ListParts.Tags];

    public static SystemRecord With(SystemRecord record, string path, FieldValue value) =>
        record with { Content = record.Content with { Scalars = record.Content.Scalars.SetItem(path, value) } };

    public static SystemRecord WithRows(SystemRecord record, string list, ImmutableArray<RecordRow> rows)
    {
        if (list == ListParts.Phones && rows.Length > 0 && rows.Count(row => row.Primary) != 1)
        {
            var first = rows.IndexOf(rows.FirstOrDefault(row => row.Primary) ?? rows[0]);
            rows = [.. rows.Select((row, at) => row.Primary == (at == first) ? row : row with { Primary = at == first })];
        }

        return record with { Content = record.Content with { Lists = record.Content.Lists.SetItem(list, rows) } };
    }

    public static FieldValue Phone(string number, string kind) => FieldValue.OfParts(("number", number), ("kind", kind));

    public static string Kind(int number) => Kinds[number % Kinds.Length];

    public static RecordRow Tag(string name) => new(name, FieldValue.Of(name));

    /// <summary>A record as it was before anybody edited it.</summary>
    public static SystemRecord New(string id, string first, string last, string number, string tag, bool counts) => new()
    {
        Id = id,
        Kind = RecordKind.Person,
        Revision = counts ? 1 : null,
        Content = new RecordContent
        {
            Scalars = Scalars.ToImmutableDictionary(path => path, path => path switch
            {
                FieldPaths.FirstName => FieldValue.Of(first),
                FieldPaths.LastName => FieldValue.Of(last),
                FieldPaths.BirthDate => FieldValue.Of("1980-01-01"),
                _ => FieldValue.Blank,
            }, StringComparer.Ordinal),
            Lists = ImmutableDictionary<string, ImmutableArray<RecordRow>>.Empty
                .Add(ListParts.Phones, [new RecordRow($"{id}.1", Phone(number, "mobile"), Primary: true)])
                .Add(ListParts.Tags, [Tag(tag)]),
        },
    };
}
