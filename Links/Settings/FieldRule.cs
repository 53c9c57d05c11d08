namespace Counterpart.Links;

/// <summary>What a field holds, and so how two values of it are compared.</summary>
public enum FieldKind
{
    Text,
    Date,
    Code,
    Phone,
    Email,
    Address,
    Website,

    /// <summary>The path of a row of the same list.</summary>
    RowReference,

    /// <summary>A member of a set, by its name: present or not.</summary>
    Tag,

    /// <summary>Text of many lines.</summary>
    Note,
}

/// <summary>Which way a field is written.</summary>
public enum Direction
{
    Both,
    ToHub,
    ToPartner,

    /// <summary>Compared and shown; moves only when a person applies it.</summary>
    Manual,
    None,
}

/// <summary>Who wins when the order of two edits is not known.</summary>
public enum ConflictPolicy
{
    Hub,
    Partner,
    Ask,
}

/// <summary>What a field that was cleared on one side does to the other.</summary>
public enum BlankRule
{
    Propagate,
    Refill,
    Keep,
}

/// <summary>How one field, or every row of one list, is kept in step.</summary>
/// <param name="Path">A scalar path, or a list's name.</param>
public sealed record FieldRule(string Path, FieldKind Kind)
{
    /// <summary>Every row of the list, or tag of the set, is a register of its own.</summary>
    public bool IsList { get; init; }

    public Direction Direction { get; init; } = Direction.Both;

    /// <summary>Null: the firm's default.</summary>
    public ConflictPolicy? OnConflict { get; init; }

    public BlankRule OnBlank { get; init; } = BlankRule.Propagate;

    /// <summary>Written only where the other side holds nothing: somebody else's value there is never replaced but by a person.</summary>
    public bool FillOnly { get; init; }
}
