using Counterpart.Links;

namespace Counterpart.Grains.Interfaces;

/// <summary>What a link grain answers. A closed set. Within a silo it is passed as it is.</summary>
[GenerateSerializer, Immutable, Alias("counterpart.LinkAnswer")]
public sealed record LinkAnswer
{
    [Id(0)]
    public required AnswerKind Kind { get; init; }

    /// <summary>With <see cref="AnswerKind.Decided"/> of a command.</summary>
    [Id(1)]
    public LinkReply? Reply { get; init; }

    /// <summary>The journal sequence that holds what was changed; null when nothing was.</summary>
    [Id(2)]
    public long? Seq { get; init; }

    /// <summary>The link's revision that the reply was decided at.</summary>
    [Id(3)]
    public long Revision { get; init; }

    /// <summary>The kept reply to an earlier command with the same key.</summary>
    [Id(4)]
    public bool Repeated { get; init; }

    /// <summary>With <see cref="AnswerKind.Overloaded"/>.</summary>
    [Id(5)]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>With <see cref="AnswerKind.Unavailable"/>: why, for the log of whoever asked.</summary>
    [Id(6)]
    public string? Fault { get; init; }

    /// <summary>Orleans logs answers that came too late: what is in them is a client's.</summary>
    public override string ToString() => $"{nameof(LinkAnswer)} {Kind}";
}

/// <summary>Numbers cross the wire: they are never given to another meaning.</summary>
[GenerateSerializer, Alias("counterpart.AnswerKind")]
public enum AnswerKind
{
    Decided = 0,

    /// <summary>A queue is full. Nothing changed.</summary>
    Overloaded = 1,

    /// <summary>The asking channel's lease has passed on. Nothing changed.</summary>
    LeaseLost = 2,

    /// <summary>The reply key was used with another request. Nothing changed.</summary>
    KeyReused = 3,

    /// <summary>The store could not be reached; the command may or may not have taken effect.</summary>
    Unavailable = 4,
}
