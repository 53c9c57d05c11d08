namespace Counterpart.Systems;

/// <summary>Which records have a field.</summary>
public enum FieldHolders
{
    Everyone,
    Persons,

    /// <summary>Companies, trusts and households.</summary>
    Others,
}

/// <summary>What a system accepts as a cleared field.</summary>
public enum Clearing
{
    Null,
    EmptyText,
}

/// <summary>What one scalar path is called in a system. Stated once, for reading and for writing.</summary>
/// <param name="Path">The neutral path: <c>name/last</c>.</param>
/// <param name="Name">The member of the system's JSON; a slash goes one object deeper.</param>
public sealed record FieldMapping(string Path, string Name)
{
    public FieldHolders Holders { get; init; } = FieldHolders.Everyone;

    public Clearing ClearWith { get; init; } = Clearing.Null;

    /// <summary>Long text, of many lines.</summary>
    public bool IsNote { get; init; }

    /// <summary>Read as <c>yyyy-MM-dd</c>, or not at all.</summary>
    public bool IsDate { get; init; }
}
