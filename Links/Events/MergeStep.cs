namespace Counterpart.Links;

public enum MergeKind
{
    /// <summary>Both sides mean the same.</summary>
    Agree,

    /// <summary><see cref="MergeStep.Winner"/> changed and the other did not: its value is owed.</summary>
    Owe,

    /// <summary>Both changed, or differed from the start: <see cref="MergeStep.Winner"/> wins and its value is owed.</summary>
    Take,

    /// <summary>They stay different for <see cref="MergeStep.Hold"/>.</summary>
    Hold,

    /// <summary>Not enough is known.</summary>
    Wait,

    /// <summary>The row is gone on both sides, and so is its register.</summary>
    Retire,
}

public enum MergeRule
{
    None,

    /// <summary>Only one side changed.</summary>
    OnlyChange,

    /// <summary>Its edit was certainly the later one.</summary>
    Later,

    /// <summary>The order of the edits is not known; the field's policy decided.</summary>
    Policy,

    /// <summary>First agreement: the other side was blank.</summary>
    Filled,

    /// <summary>First agreement: the firm's choice.</summary>
    First,

    /// <summary>One side edited the row and the other deleted it.</summary>
    EditBeatsDelete,

    /// <summary>The field is written one way only.</summary>
    OneWay,

    /// <summary>The field is filled again when it is cleared.</summary>
    Refill,

    /// <summary>A person said so.</summary>
    Person,
}

/// <param name="HubVersion">The hub's value that was looked at; 0 when none.</param>
/// <param name="PartnerVersion">The partner's.</param>
public sealed record MergeStep(
    string Path, MergeKind Kind, Side Winner, MergeRule Rule, HoldReason Hold, long HubVersion, long PartnerVersion)
{
    /// <summary>What the path was held for before the command: with this step that ends, or goes on.</summary>
    public HoldReason Was { get; init; }

    /// <summary>For <see cref="MergeKind.Take"/>: the value that lost, so that it can be shown and restored.</summary>
    public FieldValue? Lost { get; init; }

    /// <summary>For <see cref="MergeKind.Take"/>: the value that won.</summary>
    public FieldValue? Won { get; init; }

    /// <summary>
    /// For <see cref="MergeKind.Take"/>: the winner was not edited, it only stands against the loser's edit. Both shadows stay, so that
    /// another edit of the loser is the only change, and no conflict. Records from before this was kept lack it, and unset the winner's.
    /// </summary>
    public bool Unedited { get; init; }
}
