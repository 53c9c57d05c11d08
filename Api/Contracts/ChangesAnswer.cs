using System.Text.Json.Serialization;
using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>What became of each change, in the order of the request.</summary>
public sealed record ChangesAnswer(string System, IReadOnlyList<ChangeItem> Outcomes);

/// <param name="Record">Null when the change does not say which.</param>
/// <param name="Seq">The journal sequence that holds it; null when nothing was written.</param>
/// <param name="Errors">All that is wrong with it, when <c>invalid</c>.</param>
public sealed record ChangeItem(
    string? Record,
    ChangeItemResult Result,
    long? Seq,
    long? Revision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemError>? Errors = null)
{
    public static ChangeItem Of(ChangeOutcome outcome) => new(outcome.Record, Of(outcome.Result), outcome.Seq, outcome.Revision);

    private static ChangeItemResult Of(ChangeResult result) => result switch
    {
        ChangeResult.Accepted => ChangeItemResult.Accepted,
        ChangeResult.Unchanged => ChangeItemResult.Unchanged,
        ChangeResult.Stale => ChangeItemResult.Stale,
        ChangeResult.NotLinked => ChangeItemResult.NotLinked,
        ChangeResult.Held => ChangeItemResult.Held,
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}

/// <summary><see cref="ChangeResult"/>, and what the API finds out itself.</summary>
public enum ChangeItemResult
{
    /// <summary>Taken over, and durable.</summary>
    Accepted,

    /// <summary>Nothing in it was new.</summary>
    Unchanged,

    /// <summary>Older than what is known.</summary>
    Stale,

    /// <summary>The record is not linked, and nothing needs it.</summary>
    NotLinked,

    /// <summary>It would blank values: it is read from the hub with the next pass, which counts how many links that concerns.</summary>
    Held,

    /// <summary>It breaks a rule, and changed nothing.</summary>
    Invalid,
}
