using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>How often each key may ask. What systems post is counted apart, and may come more often.</summary>
internal sealed class KeyLimits(ApiOptions options, TimeProvider clock)
{
    private const int MostKeys = 20_000;
    private readonly TokenBuckets requests = new(new RateLimit(options.RequestsPerSecond, options.RequestBurst), MostKeys, clock);
    private readonly TokenBuckets posts = new(new RateLimit(options.PostsPerSecond, options.PostBurst), MostKeys, clock);

    public Permit Take(Caller caller, ApiEndpoint endpoint) =>
        (endpoint.IsFeed && caller.Role == Role.System ? posts : requests).Take(caller.Key);
}
