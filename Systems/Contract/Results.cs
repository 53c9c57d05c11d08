using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Systems;

public abstract record ProbeResult
{
    private ProbeResult()
    {
    }

    public sealed record Reached(string Tenant, string Name) : ProbeResult;

    public sealed record Failed(CallFailure Failure) : ProbeResult;
}

public abstract record ReadResult
{
    private ReadResult()
    {
    }

    public sealed record Found(SystemRecord Record, DateTimeOffset StartedAt, DateTimeOffset EndedAt) : ReadResult;

    public sealed record Gone(GoneReason Reason, DateTimeOffset StartedAt, DateTimeOffset EndedAt) : ReadResult;

    public sealed record Failed(CallFailure Failure) : ReadResult;
}

public abstract record PageResult
{
    private PageResult()
    {
    }

    /// <param name="Next">The request for the following page; null after the last.</param>
    /// <param name="Position">For a feed: where to read on from.</param>
    /// <param name="Total">How many records the whole list has, where the system says so.</param>
    public sealed record Page(
        ImmutableArray<SystemRecord> Records,
        ImmutableArray<string> Deleted,
        PageRequest? Next,
        long? Position,
        int? Total,
        DateTimeOffset StartedAt,
        DateTimeOffset EndedAt) : PageResult;

    public sealed record Failed(CallFailure Failure) : PageResult;
}

public enum FailureKind
{
    /// <summary>Try again: the system is down, slow or answered nonsense.</summary>
    Unavailable,

    /// <summary>Over the system's limit.</summary>
    Limited,

    /// <summary>The credential is not accepted.</summary>
    Unauthorized,

    /// <summary>The credential lacks the right.</summary>
    Forbidden,

    /// <summary>The system refuses the request itself; repeating it does not help.</summary>
    Rejected,
}

/// <param name="Reason">For operators and logs: never holds a value of a record or a credential.</param>
public sealed record CallFailure(FailureKind Kind, string Reason, TimeSpan? RetryAfter = null);
