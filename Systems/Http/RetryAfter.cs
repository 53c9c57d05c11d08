using System.Net.Http.Headers;

namespace Counterpart.Systems;

/// <summary>The wait that a system asks for: seconds or an HTTP date.</summary>
internal static class RetryAfter
{
    /// <summary>Where a system is over its limit and does not say for how long.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(5);

    public static TimeSpan? Of(HttpResponseHeaders headers, DateTimeOffset now) => headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
