using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>
/// What was read of a record, in the neutral paths of <see cref="LinkSettings"/>. A key that is present is covered by the
/// read, blank included; a key that is absent was not read and says nothing.
/// </summary>
public sealed record RecordContent
{
    public static readonly RecordContent Empty = new();

    /// <summary>Scalar paths (<c>name/last</c>, <c>birthDate</c>) with their values as the system stores them. Dates are <c>yyyy-MM-dd</c>.</summary>
    public ImmutableDictionary<string, FieldValue> Scalars { get; init; } = ImmutableDictionary<string, FieldValue>.Empty;

    /// <summary>List names (<c>phones</c>) with all of the list's rows, in the system's order.</summary>
    public ImmutableDictionary<string, ImmutableArray<RecordRow>> Lists { get; init; } = ImmutableDictionary<string, ImmutableArray<RecordRow>>.Empty;
}
