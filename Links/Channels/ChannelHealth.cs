namespace Counterpart.Links;

/// <summary>How a channel fares.</summary>
public sealed record ChannelHealth
{
    /// <summary>When a call last succeeded.</summary>
    public DateTimeOffset? LastCall { get; init; }

    public ChannelFailure? LastFailure { get; init; }

    /// <summary>The first failure since then; null while the last call succeeded.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    public CircuitBreaker Circuit { get; init; } = new();

    /// <summary>The vendor asked to wait.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>What the cadence was planned from, and what came of it.</summary>
    public PollNeeds? Needs { get; init; }

    public TimeSpan PollEvery { get; init; }
}

/// <summary>A call that failed.</summary>
/// <param name="Kind">In camelCase: <c>unavailable limited unauthorized forbidden rejected</c>.</param>
/// <param name="Reason">Never holds a value of a record or a credential.</param>
public sealed record ChannelFailure(DateTimeOffset At, string Kind, string Reason);
