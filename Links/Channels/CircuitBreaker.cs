namespace Counterpart.Links;

/// <summary>
/// Stops calling a system that is down. After some failures in a row the circuit is open; when its time is over one call
/// probes: an answer closes it, another failure opens it for longer, up to five minutes. Calls that were under way when it opened fail
/// together: they are one failure, and not as many.
/// </summary>
public sealed record CircuitBreaker
{
    private const int Threshold = 5;

    /// <summary>A probe that nobody hears of again must not keep the circuit open for ever.</summary>
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(30);

    /// <summary>In a row.</summary>
    public int Failures { get; init; }

    /// <summary>No call before; null while the circuit is closed.</summary>
    public DateTimeOffset? OpenUntil { get; init; }

    /// <summary>Its time is over, and a call was let through that was not heard of yet.</summary>
    public bool IsProbing { get; init; }

    public bool IsOpen => OpenUntil is not null;

    /// <summary>The breaker after the call has been let through; null when it is not.</summary>
    public CircuitBreaker? Pass(DateTimeOffset now) =>
        OpenUntil is not { } until ? this : until <= now ? this with { OpenUntil = now + ProbeTime, IsProbing = true } : null;

    /// <param name="key">What to spread the waits by.</param>
    public CircuitBreaker Failed(DateTimeOffset now, string key)
    {
        if (IsOpen && !IsProbing)
        {
            return this;
        }

        var failures = Failures + 1;
        return new CircuitBreaker
        {
            Failures = failures,
            OpenUntil = failures < Threshold ? null : now + Backoff.Delay(failures - Threshold + 1, key),
        };
    }

    public CircuitBreaker Succeeded() => Failures == 0 && OpenUntil is null ? this : new CircuitBreaker();
}
