using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>What an attempt sends, in the terms of the record that was read for it.</summary>
internal static class PatchComposer
{
    public static RecordPatch Compose(LinkState state, Attempt attempt, LinkSettings settings, RecordRead read)
    {
        var scalars = ImmutableSortedDictionary.CreateBuilder<string, FieldValue>(StringComparer.Ordinal);
        var rows = new SortedDictionary<string, RowPatch>(StringComparer.Ordinal);
        var tags = new List<AttemptPath>();
        foreach (var entry in attempt.Paths)
        {
            var rule = settings.RuleOf(entry.Path)!;
            if (rule.Kind == FieldKind.Tag)
            {
                tags.Add(entry);
            }
            else if (rule.IsList)
            {
                rows[entry.Path] = new RowPatch(entry.Path, rule.Path, RowId(state, attempt.Side, entry.Path), entry.Value);
            }
            else if (rule.Kind != FieldKind.RowReference)
            {
                scalars[entry.Path] = entry.Value;
            }
        }

        foreach (var entry in attempt.Paths)
        {
            if (settings.RuleOf(entry.Path)!.Kind == FieldKind.RowReference && entry.Value.Text is { } row)
            {
                var patch = rows.GetValueOrDefault(row) ?? new RowPatch(row, FieldPaths.List(row), RowId(state, attempt.Side, row), Value: null);
                if (patch.RowId is not null || patch.Value is not null)
                {
                    rows[row] = patch with { Primary = true };
                }
            }
        }

        return new RecordPatch
        {
            Scalars = scalars.ToImmutable(),
            Rows = [.. rows.Values],
            Sets = tags.Count > 0 ? [Set(tags, settings, read)] : [],
            Revision = read.Revision,
        };
    }

    public static string? RowId(LinkState state, Side side, string path) => state.Rows.GetValueOrDefault(path)?.Of(side);

    /// <summary>What is in the set by the read just before, mapped or not, stays in it.</summary>
    private static SetPatch Set(List<AttemptPath> changed, LinkSettings settings, RecordRead read)
    {
        var byPath = changed.ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        var kept = ImmutableArray.CreateBuilder<string>();
        var removed = ImmutableArray.CreateBuilder<string>();
        foreach (var row in read.Content.Lists[ListParts.Tags].Where(row => row.Value.Text is not null))
        {
            var path = FieldPaths.Tag(Canon.Of(FieldKind.Tag, settings.Region, row.Value));
            var goes = byPath.TryGetValue(path, out var entry) && entry.Value.IsBlank;
            (goes ? removed : kept).Add(row.Value.Text!);
        }

        ImmutableArray<string> added = [.. changed.Where(entry => !entry.Value.IsBlank).Select(entry => entry.Value.Text!)];
        return new SetPatch(ListParts.Tags, [.. byPath.Keys], [.. kept, .. added], added, removed.ToImmutable());
    }
}
