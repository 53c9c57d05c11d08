using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Systems;
using FsCheck;
using FsCheck.Fluent;

namespace Counterpart.Tests.Systems;

/// <summary>Patches of a person with rows <c>1</c> and <c>2</c> in every list.</summary>
internal static class PatchCases
{
    private static readonly Gen<string> Word = Gen.Elements(
        "Moreau", "O'Neil", "d’Arc", "Ångström", "李", "\"quoted\"", "back\\slash", "a/b", "<b>&amp;", "👩‍💻", "0", "null", "+1 415", " padded ", "é");

    private static readonly Gen<string> Text = Word.NonEmptyListOf().Select(words => string.Concat(words.Take(6)));

    private static readonly Gen<string> Date =
        Gen.Choose(0, 60_000).Select(day => DateOnly.FromDayNumber(680_000 + day).ToString("yyyy-MM-dd"));

    private static readonly Gen<string> Kind = Gen.Elements("home", "work", "mobile", "second home", "po box", "place of business", "other");

    public static Arbitrary<RecordPatch> Of(SystemFields fields)
    {
        var scalars = fields.Scalars.Where(field => field.Holders != FieldHolders.Others).OrderBy(field => field.Path, StringComparer.Ordinal)
            .Select(field => Maybe((field.IsDate ? Date : Text).Select(FieldValue.Of)).Select(value => (field.Path, Value: value)));
        var rows = fields.Lists.OrderBy(list => list.List, StringComparer.Ordinal).SelectMany(list => new[] { "1", "2", null }.Select((id, place) => Row(list.List, id, place)));
        return Gen.CollectToList(scalars)
            .SelectMany(all => Gen.CollectToList(rows).Select(patches => new RecordPatch
            {
                Scalars = all.Where(pair => pair.Value is not null).ToImmutableSortedDictionary(pair => pair.Path, pair => pair.Value!, StringComparer.Ordinal),
                Rows = [.. patches.OfType<RowPatch>()],
            }))
            .ToArbitrary();
    }

    private static Gen<RowPatch?> Row(string list, string? id, int place)
    {
        var parts = Gen.CollectToList(ListParts.Of(list)
            .Select(part => Maybe(part == "kind" ? Kind : Text).Select(text => KeyValuePair.Create(part, text))));
        return Maybe(parts.Select(FieldValue.OfParts))
            .Select(value => value is null ? null : new RowPatch(FieldPaths.Row(list, place), list, id, value));
    }

    /// <summary>Null and blank come up about as often as a value.</summary>
    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : class => Gen.OneOf(Gen.Constant<T?>(null), gen.Select(value => (T?)value));
}
