namespace Counterpart.Links;

/// <summary>Rows hold the number: members are added at the end.</summary>
public enum Phase
{
    Unlinked,

    /// <summary>Asked to link before the directory's first complete pass.</summary>
    Matching,
    NeedsChoice,
    Linked,

    /// <summary>A record was deleted, or access to it was lost.</summary>
    Broken,

    /// <summary>Unlinked by a person; keeps its claim until no write of ours can still be on its way.</summary>
    Leaving,

    /// <summary>A person stopped the sync: reads are recorded and decided, nothing is written.</summary>
    Paused,
}

public static class Phases
{
    /// <summary>There are two records whose reads are taken over.</summary>
    public static bool HasRecords(this Phase phase) => phase is Phase.Linked or Phase.Paused or Phase.Broken or Phase.Leaving;

    /// <summary>Linked, and not about to end.</summary>
    public static bool IsKept(this Phase phase) => phase is Phase.Linked or Phase.Paused or Phase.Broken;
}
