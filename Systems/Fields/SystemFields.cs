using System.Collections.Frozen;

namespace Counterpart.Systems;

/// <summary>The fields of one system and the spelling of its rows: the only place where they are stated.</summary>
public sealed class SystemFields
{
    private readonly FrozenDictionary<string, FieldMapping> scalars;
    private readonly FrozenDictionary<string, ListMapping> lists;

    public SystemFields(IEnumerable<FieldMapping> scalars, IEnumerable<ListMapping> lists)
    {
        this.scalars = scalars.ToFrozenDictionary(field => field.Path, StringComparer.Ordinal);
        this.lists = lists.ToFrozenDictionary(list => list.List, StringComparer.Ordinal);
    }

    public IEnumerable<FieldMapping> Scalars => scalars.Values;

    public IEnumerable<ListMapping> Lists => lists.Values;

    /// <summary>The member that marks a list's main row.</summary>
    public required string Primary { get; init; }

    /// <summary>The member that, set to true, removes a row.</summary>
    public required string Removal { get; init; }

    /// <summary>Row ids are numbers.</summary>
    public bool NumericRowIds { get; init; }

    public Clearing ClearPartsWith { get; init; } = Clearing.Null;

    /// <summary>Neutral kind of a row (<c>second home</c>) to the system's spelling.</summary>
    public Func<string, string> SpellKind { get; init; } = kind => kind;

    /// <summary>Sets of names, by the neutral name, with the system's: read as names or as objects with one, written whole.</summary>
    public IReadOnlyDictionary<string, string> Sets { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public FieldMapping? Scalar(string path) => scalars.GetValueOrDefault(path);

    public ListMapping? List(string list) => lists.GetValueOrDefault(list);
}
