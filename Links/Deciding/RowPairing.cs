using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>
/// Finds the link's path for each row that was read: by its id; else a row whose id the system changed; else the other
/// side's row of equal value; else the only row of its kind on both sides; else it stands apart, under a new path.
/// </summary>
internal sealed class RowPairing
{
    private readonly LinkState state;
    private readonly Side side;
    private readonly FieldRule rule;
    private readonly string region;
    private readonly List<string> open;
    private readonly Dictionary<string, string> pathOf = new(StringComparer.Ordinal);

    private RowPairing(LinkState state, Side side, FieldRule rule, string region, ImmutableArray<RecordRow> rows)
    {
        this.state = state;
        this.side = side;
        this.rule = rule;
        this.region = region;
        var ids = rows.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        open = [];
        foreach (var (path, pair) in state.Rows)
        {
            if (!FieldPaths.IsOf(rule.Path, path))
            {
                continue;
            }

            if (pair.Of(side) is { } id && ids.Contains(id))
            {
                pathOf[id] = path;
            }
            else
            {
                open.Add(path);
            }
        }

        open.Sort((left, right) => Number(left).CompareTo(Number(right)));
    }

    /// <summary>Paths by row id, in the rows' order, and the last row number in use after it.</summary>
    public static (IReadOnlyDictionary<string, string> Paths, int LastRow) Map(
        LinkState state, Side side, FieldRule rule, string region, ImmutableArray<RecordRow> rows, int lastRow)
    {
        var pairing = new RowPairing(state, side, rule, region, rows);
        pairing.Pair(rows, pairing.IsBeingAdded);
        pairing.Pair(rows, pairing.WasItsOwnValue);
        pairing.Pair(rows, pairing.IsOtherSidesValue);
        pairing.PairTheOneBeingAdded(rows);
        pairing.Pair(rows, (row, path) => pairing.IsOnlyOfItsKind(row, path, rows));
        foreach (var row in rows)
        {
            if (!pairing.pathOf.ContainsKey(row.Id))
            {
                pairing.pathOf[row.Id] = FieldPaths.Row(rule.Path, ++lastRow);
            }
        }

        return (pairing.pathOf, lastRow);
    }

    private static int Number(string path) => int.Parse(path.AsSpan(path.LastIndexOf('/') + 2));

    private void Pair(ImmutableArray<RecordRow> rows, Func<RecordRow, string, bool> fits)
    {
        foreach (var row in rows)
        {
            if (open.Count == 0)
            {
                return;
            }

            if (pathOf.ContainsKey(row.Id))
            {
                continue;
            }

            if (open.Find(path => fits(row, path)) is { } found)
            {
                pathOf[row.Id] = found;
                open.Remove(found);
            }
        }
    }

    /// <summary>Before the side's own values: the same write may remove a row of equal value.</summary>
    private bool IsBeingAdded(RecordRow row, string path) =>
        state.Open is { } attempt
        && attempt.Side == side
        && attempt.Of(path) is { Expected.IsBlank: true } added
        && SameIdentity(row.Value, added.Value);

    /// <summary>A row that we are removing does not come back under another id: that one is somebody's new row.</summary>
    private bool WasItsOwnValue(RecordRow row, string path) =>
        !(state.Open is { } attempt && attempt.Side == side && attempt.Of(path) is { Value.IsBlank: true })
        && SameIdentity(row.Value, state.RegisterAt(path).Of(side).Seen);

    private bool IsOtherSidesValue(RecordRow row, string path) => SameIdentity(row.Value, state.RegisterAt(path).Of(side.Other()).Seen);

    /// <summary>A system may rewrite what we add beyond recognition: one new row for one addition of ours is that one.</summary>
    private void PairTheOneBeingAdded(ImmutableArray<RecordRow> rows)
    {
        if (state.Open is not { } attempt || attempt.Side != side)
        {
            return;
        }

        var added = open.FindAll(path => attempt.Of(path) is { } entry && entry.Expected.IsBlank && !entry.Value.IsBlank);
        var fresh = rows.Where(row => !pathOf.ContainsKey(row.Id)).ToList();
        if (added.Count == 1 && fresh.Count == 1)
        {
            pathOf[fresh[0].Id] = added[0];
            open.Remove(added[0]);
        }
    }

    private bool IsOnlyOfItsKind(RecordRow row, string path, ImmutableArray<RecordRow> rows)
    {
        var kind = Kind(row.Value);
        return kind.Length > 0
            && string.Equals(kind, Kind(state.RegisterAt(path).Of(side.Other()).Seen), StringComparison.Ordinal)
            && rows.Count(other => string.Equals(kind, Kind(other.Value), StringComparison.Ordinal)) == 1
            && state.Rows.Keys.Count(other => FieldPaths.IsOf(rule.Path, other)
                && string.Equals(kind, Kind(state.RegisterAt(other).Of(side.Other()).Seen), StringComparison.Ordinal)) == 1;
    }

    private bool SameIdentity(FieldValue value, FieldValue? other) =>
        other is { IsBlank: false }
        && string.Equals(Canon.Identity(rule.Kind, region, value), Canon.Identity(rule.Kind, region, other), StringComparison.Ordinal);

    private static string Kind(FieldValue? value) => value?.Part("kind")?.ToLowerInvariant() ?? string.Empty;
}
