using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Hosting;

public sealed record ClientPage(ImmutableArray<ClientView> Clients, (string NameKey, string Id)? Next);

/// <param name="TaxIdLastFour">The end of the tax id, when it is known.</param>
/// <param name="Partner">The linked partner record's id.</param>
public sealed record ClientView(
    string Id, string Name, RecordKind Kind, string? Book, string? TaxIdLastFour, Phase Status, string? Partner);

/// <summary>What became of one client of a request.</summary>
/// <param name="Evidence">Why it is that record, when linked.</param>
/// <param name="Candidates">What to choose from; none: search.</param>
/// <param name="Repeated">The answer was given before, under the same idempotency key.</param>
public sealed record LinkOutcome(
    string Client, LinkResult Result, PartnerRecord? Partner, MatchEvidence? Evidence, ImmutableArray<MatchCandidate> Candidates, bool Repeated)
{
    /// <summary>The journal sequence that holds the answer; null when nothing was written.</summary>
    public long? Seq { get; init; }

    /// <summary>The link's revision that it was decided at; null when the link was not asked, and for a kept answer.</summary>
    public long? Revision { get; init; }
}

public enum LinkResult
{
    Linked,
    NeedsChoice,
    Matching,
    PartnerTaken,

    /// <summary>Linked to another record than the chosen one.</summary>
    AlreadyLinked,

    /// <summary>Unlinked; its claim is kept until no write can be on its way.</summary>
    Leaving,
    Unlinked,

    /// <summary>There was no link to end.</summary>
    NotLinked,
    UnknownClient,
    UnknownPartner,

    /// <summary>The store could not be reached; repeat this client with the same key.</summary>
    Unavailable,
}

/// <param name="Owed">Which sides are owed something, and when their channel looks at it.</param>
public sealed record LinkView(
    string Client,
    string Name,
    Phase Status,
    long Revision,
    int Epoch,
    PartnerRecord? Partner,
    MatchEvidence? Evidence,
    ImmutableArray<MatchCandidate> Candidates,
    DateTimeOffset? LinkedAt,
    ImmutableArray<PathView> Paths,
    ImmutableArray<OwedView> Owed,
    bool WriteInFlight)
{
    /// <summary>As of when each side is known.</summary>
    public Freshness Freshness { get; init; } = new(null, null);

    /// <summary>How many fields differ.</summary>
    public int Differing { get; init; }

    /// <summary>Partner records that a person said are somebody else.</summary>
    public ImmutableArray<string> Never { get; init; } = [];

    public ImmutableArray<NoticeView> Notices { get; init; } = [];

    /// <summary>Null where no accounts are shown, nor will be.</summary>
    public AccountOutlook? Accounts { get; init; }
}

/// <param name="Status"><c>agreed owed held undecided</c></param>
/// <param name="OwedTo">The side that is owed the other's value.</param>
public sealed record PathView(string Path, SideView? Hub, SideView? Partner, RegisterStatus Status, Side? OwedTo, HoldReason? Hold);

public sealed record SideView(FieldValue Value, long Version, DateTimeOffset SeenAt);

public sealed record OwedView(Side Side, string System, DateTimeOffset NotBefore, int Paths);

public sealed record CandidatePage(string Query, ImmutableArray<PartnerView> Records, (string NameKey, string Id)? Next);

/// <param name="Comparison">How it compares with the client.</param>
public sealed record PartnerView(string Id, string Name, RecordKind Kind, ImmutableArray<string> Emails, ImmutableArray<string> Phones, MatchCandidate Comparison);

public sealed record HistoryPage(ImmutableArray<HistoryEntry> Entries, long? NextBefore);

/// <summary>One thing that happened, in words a person can read and with the facts apart.</summary>
/// <param name="What">A stable name: <c>linked seen agreed owed won held sent settled …</c></param>
/// <param name="Text">A sentence.</param>
/// <param name="Version">The number of the value.</param>
/// <param name="Lost">For a value that won over another: the other, with the rule.</param>
public sealed record HistoryEntry(
    long Seq,
    long Revision,
    DateTimeOffset At,
    string Actor,
    string What,
    string Text,
    string? Path,
    Side? Side,
    FieldValue? Value,
    long? Version,
    string? Rule,
    LostValue? Lost);

public sealed record LostValue(Side Side, FieldValue Value, long Version);

public enum ChangeResult
{
    /// <summary>Taken over, and durable.</summary>
    Accepted,

    /// <summary>Nothing in it was new.</summary>
    Unchanged,

    /// <summary>Older than what is known.</summary>
    Stale,

    /// <summary>The record is not linked, and nothing needs it.</summary>
    NotLinked,

    /// <summary>It would blank values: the channel's next pass decides about it.</summary>
    Held,
}

/// <param name="Seq">The journal sequence that holds it; null when nothing was written.</param>
public sealed record ChangeOutcome(string Record, ChangeResult Result, long? Seq, long? Revision);
