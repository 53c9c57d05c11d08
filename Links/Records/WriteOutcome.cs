using System.Text.Json.Serialization;

namespace Counterpart.Links;

/// <summary>What became of one write to an outside system. A closed set.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "w")]
[JsonDerivedType(typeof(Applied), "applied")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Conflicted), "conflicted")]
[JsonDerivedType(typeof(NotSent), "notSent")]
[JsonDerivedType(typeof(Unknown), "unknown")]
[JsonDerivedType(typeof(Gone), "gone")]
public abstract record WriteOutcome
{
    private WriteOutcome()
    {
    }

    /// <summary>The system answered with the record as it is after the write.</summary>
    public sealed record Applied(SystemRecord ReadBack) : WriteOutcome;

    /// <summary>The system refused the whole write. <paramref name="Path"/> names the field or row, when the answer did.</summary>
    public sealed record Refused(string? Path, string Reason) : WriteOutcome;

    /// <summary>A conditional write found another revision; nothing was written.</summary>
    public sealed record Conflicted : WriteOutcome;

    /// <summary>Nothing was written for certain: not sent, over the limit, or turned away before it was handled.</summary>
    public sealed record NotSent(string Reason, TimeSpan? RetryAfter) : WriteOutcome;

    /// <summary>It may have been written, or may still be.</summary>
    public sealed record Unknown(string Reason) : WriteOutcome;

    /// <summary>The record is not there any more.</summary>
    public sealed record Gone(GoneReason Reason) : WriteOutcome;
}

public enum GoneReason
{
    Deleted,
    AccessLost,
}
