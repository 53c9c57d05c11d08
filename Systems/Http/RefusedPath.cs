using System.Globalization;
using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Systems;

/// <summary>Which path of a patch an error's body is about: only when exactly one can be meant.</summary>
internal static class RefusedPath
{
    private static readonly char[] Separators = ['.', '/', '[', ']'];

    public static string? Find(JsonElement? body, RecordPatch patch, SystemFields fields)
    {
        if (body is not { } json)
        {
            return null;
        }

        var paths = RefusalNames.In(json)
            .Select(name => name.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(name => Scalar(name, patch, fields) ?? Row(name, patch, fields) ?? Tag(name, patch, fields))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Take(2)
            .ToList();
        return paths is [var path] ? path : null;
    }

    private static string? Scalar(string[] name, RecordPatch patch, SystemFields fields) =>
        patch.Scalars.Keys.FirstOrDefault(path => Begins(name, path) || (fields.Scalar(path) is { } field && Begins(name, field.Name)));

    private static bool Begins(string[] name, string with)
    {
        var segments = with.Split('/');
        return name.Length >= segments.Length && name.Take(segments.Length).SequenceEqual(segments, StringComparer.Ordinal);
    }

    /// <summary>Only when one tag changes: a set is written whole.</summary>
    private static string? Tag(string[] name, RecordPatch patch, SystemFields fields) =>
        name.Length > 0 && patch.Sets.FirstOrDefault(set => fields.Sets.GetValueOrDefault(set.List) == name[0]) is { Paths: [var only] } ? only : null;

    /// <summary>The row by its place in the request, by its id, or the only one of its list.</summary>
    private static string? Row(string[] name, RecordPatch patch, SystemFields fields)
    {
        if (name.Length == 0 || fields.Lists.FirstOrDefault(list => list.Name == name[0]) is not { } list)
        {
            return null;
        }

        var rows = patch.Rows.Where(row => row.List == list.List).ToList();
        if (name.Length > 1)
        {
            var byId = rows.Find(row => row.RowId == name[1]);
            var isPlace = int.TryParse(name[1], NumberStyles.None, CultureInfo.InvariantCulture, out var place);
            var byPlace = isPlace && place < rows.Count ? rows[place] : null;
            if (byId is not null || isPlace)
            {
                return byId is null || byPlace is null || byId == byPlace ? (byId ?? byPlace)?.Path : null;
            }
        }

        return rows is [var only] ? only.Path : null;
    }
}
