using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>What a link asks a connector to write: only what is named changes.</summary>
public sealed record RecordPatch
{
    /// <summary>Scalar paths with their new values; blank clears the field.</summary>
    public ImmutableSortedDictionary<string, FieldValue> Scalars { get; init; } = ImmutableSortedDictionary<string, FieldValue>.Empty;

    public ImmutableArray<RowPatch> Rows { get; init; } = [];

    public ImmutableArray<SetPatch> Sets { get; init; } = [];

    /// <summary>The revision that the record must still have, for a system with conditional writes.</summary>
    public long? Revision { get; init; }
}

/// <summary>A set of names to change.</summary>
/// <param name="List">The set's name: <c>tags</c>.</param>
/// <param name="Paths">The link's paths of what changes, for the answer's refusals.</param>
/// <param name="Whole">The set after the change, for a system that replaces it: what was read, less <paramref name="Removed"/>, and <paramref name="Added"/>.</param>
public sealed record SetPatch(
    string List, ImmutableArray<string> Paths, ImmutableArray<string> Whole, ImmutableArray<string> Added, ImmutableArray<string> Removed);

/// <summary>One row to add (no <paramref name="RowId"/>), change, or remove (a blank <paramref name="Value"/>).</summary>
/// <param name="Path">The link's path of the row, for the answer's refusals: <c>phones/r3</c>.</param>
/// <param name="List">The list's name.</param>
/// <param name="RowId">The target system's id of the row; null to add one.</param>
/// <param name="Value">All parts of the row; null when only <paramref name="Primary"/> changes.</param>
/// <param name="Primary">True to make it the list's main row; null to leave that as it is.</param>
public sealed record RowPatch(string Path, string List, string? RowId, FieldValue? Value, bool? Primary = null);
