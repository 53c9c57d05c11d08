namespace Counterpart.Links;

/// <summary>
/// Something about a link that waits for somebody. A pure function of its state: it closes itself when the cause is gone, and
/// the same cause is the same notice, by its key of link, path and cause.
/// </summary>
/// <param name="Path">The field, or null for the link as a whole. With <paramref name="Cause"/> and the link it is the notice's key.</param>
/// <param name="Since">When the cause arose, as far as the state tells.</param>
public sealed record LinkNotice(string? Path, NoticeCause Cause, DateTimeOffset? Since)
{
    /// <summary>The side that the cause lies on, where it lies on one.</summary>
    public Side? Side { get; init; }

    public required NoticeRemedy Remedy { get; init; }

    public required NoticeActor Who { get; init; }
}

public enum NoticeCause
{
    /// <summary>Several or no partner records match.</summary>
    ChoiceNeeded,
    RecordDeleted,
    AccessLost,

    /// <summary>The two records differed when they were linked, and the firm's policy asks: one notice for the link.</summary>
    FirstDifference,

    /// <summary>Both sides were edited and the order is not known.</summary>
    Conflict,
    Refused,
    Altered,

    /// <summary>The end of a masked value is not the end of what the other side holds.</summary>
    MaskedChanged,
    Quarantined,

    /// <summary>The record that matches is another client's counterpart already.</summary>
    PartnerTaken,

    /// <summary>A field that is only filled holds somebody else's value, such as another product's id.</summary>
    Occupied,

    /// <summary>A channel stands still: what was read would blank values of too many links.</summary>
    ChannelBraked,

    /// <summary>A system does not accept the firm's credential.</summary>
    CredentialRefused,

    /// <summary>A system has not been reached for long.</summary>
    SystemDown,

    /// <summary>The calls that a vendor allows in a day, or another long window, are spent or end within it.</summary>
    BudgetEnding,
}

public enum NoticeRemedy
{
    /// <summary>Choose the partner record, or search for it.</summary>
    ChooseRecord,

    /// <summary>Say whose value stands.</summary>
    Resolve,

    /// <summary>Bring the record back, or unlink.</summary>
    RestoreOrUnlink,

    /// <summary>Give the credential the right to the record again.</summary>
    GrantAccess,

    /// <summary>Correct the value so that the other system takes it.</summary>
    CorrectValue,

    /// <summary>Compare both records by hand.</summary>
    Compare,

    /// <summary>Find what else writes the field, then say whose value stands.</summary>
    FindOtherWriter,

    /// <summary>Say whether what was read is meant so.</summary>
    DecideBrake,

    /// <summary>Enter a credential that the system accepts.</summary>
    RenewCredential,

    /// <summary>Nothing, or ask the system's people.</summary>
    AwaitSystem,

    /// <summary>Spend fewer calls, or get more.</summary>
    RaiseBudget,
}

public enum NoticeActor
{
    Adviser,
    FirmAdmin,
}
