using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>The values of a read by path: rows by their pairs, tags by their names.</summary>
internal static class ReadMapping
{
    public static RowMap Map(LinkDraft draft, RecordRead read)
    {
        var state = draft.State;
        var values = new List<KeyValuePair<string, FieldValue>>(read.Content.Scalars.Count + 8);
        // In order of name, so that the same read gives the same numbers in every process.
        values.AddRange(read.Content.Scalars);
        values.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        var changed = ImmutableArray.CreateBuilder<SeenRow>();
        var lastRow = state.LastRow;
        var lists = read.Content.Lists.ToArray();
        Array.Sort(lists, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        foreach (var (list, rows) in lists)
        {
            if (RuleOf(draft, list) is not { IsList: true } rule)
            {
                // No longer mapped: the paths as they are, to be forgotten.
                values.AddRange(state.Registers.Keys
                    .Where(path => FieldPaths.IsOf(list, path))
                    .Select(path => KeyValuePair.Create(path, FieldValue.Blank)));
                continue;
            }

            if (rule.Kind == FieldKind.Tag)
            {
                MapTags(draft, rows, values);
                continue;
            }

            var (paths, last) = RowPairing.Map(state, read.Side, rule, draft.Settings.Region, rows, lastRow);
            lastRow = last;
            string? primary = null;
            var present = new HashSet<string>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                var path = paths[row.Id];
                if (!present.Add(path))
                {
                    continue;
                }

                values.Add(KeyValuePair.Create(path, row.Value));
                primary = row.Primary && primary is null ? path : primary;
                if (!string.Equals(state.Rows.GetValueOrDefault(path)?.Of(read.Side), row.Id, StringComparison.Ordinal))
                {
                    changed.Add(new SeenRow(path, row.Id));
                }
            }

            foreach (var (path, pair) in state.Rows)
            {
                if (!FieldPaths.IsOf(list, path) || present.Contains(path))
                {
                    continue;
                }

                values.Add(KeyValuePair.Create(path, FieldValue.Blank));
                if (pair.Of(read.Side) is not null)
                {
                    changed.Add(new SeenRow(path, null));
                }
            }

            if (RuleOf(draft, FieldPaths.Primary(list)) is { Kind: FieldKind.RowReference })
            {
                values.Add(KeyValuePair.Create(FieldPaths.Primary(list), FieldValue.Of(primary)));
            }
        }

        return new RowMap(values, changed.ToImmutable());
    }

    /// <summary>A tag is known by its name, so there is nothing to pair; of one name in two spellings the first counts.</summary>
    private static void MapTags(LinkDraft draft, ImmutableArray<RecordRow> rows, List<KeyValuePair<string, FieldValue>> values)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var name = Canon.Of(FieldKind.Tag, draft.Settings.Region, row.Value);
            if (name.Length > 0 && present.Add(FieldPaths.Tag(name)))
            {
                values.Add(KeyValuePair.Create(FieldPaths.Tag(name), row.Value));
            }
        }

        foreach (var (path, _) in draft.State.Registers)
        {
            if (FieldPaths.IsTag(path) && !present.Contains(path))
            {
                values.Add(KeyValuePair.Create(path, FieldValue.Blank));
            }
        }
    }

    /// <summary>What is taken from the mapping while its write is on its way is read until that is settled, and then forgotten.</summary>
    public static FieldRule? RuleOf(LinkDraft draft, string path) =>
        draft.Settings.RuleOf(path) ?? (draft.State.Open is { } attempt ? OnItsWay(attempt, path) : null);

    private static FieldRule? OnItsWay(Attempt attempt, string path)
    {
        FieldRule? found = null;
        foreach (var entry in attempt.Paths)
        {
            var list = FieldPaths.List(entry.Path);
            var isTag = FieldPaths.IsTag(entry.Path);
            var isReference = !isTag && string.Equals(entry.Path, FieldPaths.Primary(list), StringComparison.Ordinal);
            if (string.Equals(entry.Path, path, StringComparison.Ordinal))
            {
                return new FieldRule(path, isReference ? FieldKind.RowReference : isTag ? FieldKind.Tag : FieldKind.Text);
            }

            found = !isReference && string.Equals(list, path, StringComparison.Ordinal) ? new FieldRule(path, isTag ? FieldKind.Tag : FieldKind.Text) { IsList = true } : found;
        }

        return found;
    }
}

/// <param name="Changed">Rows whose id at the side is another one now.</param>
internal readonly record struct RowMap(List<KeyValuePair<string, FieldValue>> Values, ImmutableArray<SeenRow> Changed);
