namespace Counterpart.Sandbox.Wealthbox;

internal enum FieldShape
{
    Text,
    Date,
    Choice,
    Number,
    Reference,
    Flag,
    Parts,
}

/// <summary>How a field is emptied. The other way is ignored without a word.</summary>
internal enum Clearing
{
    EmptyText,
    Null,
}

/// <summary>A field of a contact that can be written.</summary>
internal sealed record ContactField(string Name, FieldShape Shape, Clearing Clearing)
{
    public int MaxLength { get; init; } = 255;

    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Members of an object field.</summary>
    public IReadOnlyList<ContactField> Parts { get; init; } = [];
}
