using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>A command to a link, and what became of it.</summary>
internal sealed class Question
{
    public required LinkKey Key { get; init; }

    /// <summary>Made anew for every try, with the node's time.</summary>
    public required Func<DateTimeOffset, LinkCommand> Command { get; init; }

    public Lease? Lease { get; init; }

    /// <summary>The request's idempotency key.</summary>
    public string? Request { get; init; }

    public QuestionEnd End { get; set; }

    public LinkReply? Reply { get; set; }

    /// <summary>When something was committed for it.</summary>
    public long? Seq { get; set; }

    public long Revision { get; set; }
}

internal enum QuestionEnd
{
    Open,
    Answered,

    /// <summary>Another node has the channel.</summary>
    LeaseLost,

    /// <summary>The store was down; nobody knows what became of it.</summary>
    Unavailable,
}
