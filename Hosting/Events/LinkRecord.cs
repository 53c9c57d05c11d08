using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>One journal record, told as what it changed.</summary>
public sealed record LinkRecord(long Seq, DateTimeOffset At, string Actor, LinkKey Link, long Revision, ImmutableArray<LinkChange> Changes)
{
    internal static LinkRecord Of(string firm, JournalRow row)
    {
        var key = LinkKey.Parse(firm, row.Link);
        return new LinkRecord(row.Seq, row.At, row.Actor, key, row.Revision, ChangeTeller.Tell(EventJson.Read(row.Events.Span)));
    }
}

/// <summary>One thing that changed in a link.</summary>
/// <param name="Path">The field; null for the link as a whole.</param>
/// <param name="Side">Where it was seen, or whose value won, or where it was written.</param>
/// <param name="Reason">Why, as a stable name: the rule that decided, the reason for holding, the notice's cause.</param>
public sealed record LinkChange(LinkChangeKind Kind, string? Path = null, Side? Side = null, string? Reason = null)
{
    /// <summary>The new value, where one was seen or has won.</summary>
    public FieldValue? Value { get; init; }

    public long? Version { get; init; }

    public string? Partner { get; init; }
}

public enum LinkChangeKind
{
    /// <summary>Asked to link; its outcome follows.</summary>
    Matching,

    /// <summary>A person has to choose the partner record.</summary>
    ChoiceNeeded,
    Linked,

    /// <summary>Unlinked by a person, while a write may still be on its way.</summary>
    Leaving,
    Unlinked,

    /// <summary>A record is out of reach.</summary>
    Broken,
    Restored,
    Paused,
    Resumed,

    /// <summary>A new value was seen on a side.</summary>
    FieldChanged,

    /// <summary>A side's value is to be written to the other.</summary>
    FieldOwed,

    /// <summary>Both sides had changed, and one won.</summary>
    FieldDecided,

    /// <summary>The two sides stay different, for a reason.</summary>
    FieldHeld,
    FieldAgreed,

    /// <summary>Gone on both sides.</summary>
    FieldRemoved,

    /// <summary>Written to a side, and read back.</summary>
    FieldWritten,

    /// <summary>A side did not take the value.</summary>
    FieldRefused,

    /// <summary>Something waits for a person from now on.</summary>
    NoticeOpened,

    /// <summary>If this notice was open, it is not any more.</summary>
    NoticeClosed,

    /// <summary>Something else about the link; read it again.</summary>
    LinkChanged,
}
