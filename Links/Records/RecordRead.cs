namespace Counterpart.Links;

/// <summary>One read of one record, with what is known about its time. Times are of the node's clock.</summary>
public sealed record RecordRead
{
    public required Side Side { get; init; }

    /// <summary>The record's own id; a read of a record that the link has left is not believed. Null: the host has checked.</summary>
    public string? RecordId { get; init; }

    public required RecordContent Content { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>
    /// Since when the record is known not to have changed before what this read shows: the start of the channel's previous complete
    /// pass, if no read of the record that began earlier is still on its way to the link.
    /// </summary>
    public DateTimeOffset UnchangedSince { get; init; } = DateTimeOffset.MinValue;

    /// <summary>The record's revision, where the system counts one: it then orders reads instead of the times.</summary>
    public long? Revision { get; init; }

    /// <summary>It covers the whole record, and not just some of its fields.</summary>
    public bool Whole { get; init; } = true;

    /// <summary>Read by itself, not in a list page: list pages may be stale.</summary>
    public bool Single { get; init; }
}
