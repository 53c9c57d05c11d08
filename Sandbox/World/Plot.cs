namespace Counterpart.Sandbox.World;

/// <summary>How a client of the demo world relates to its contacts.</summary>
internal enum Plot
{
    SameTaxId,
    OneSideBlank,
    Differing,
    NameOnly,
    Ambiguous,
    Contradicting,
    Alone,
}
