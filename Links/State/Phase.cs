namespace Counterpart.Links;

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
}
