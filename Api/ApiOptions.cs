namespace Counterpart.Api;

/// <summary>Settings of the API; section <c>Api</c> of the configuration.</summary>
public sealed class ApiOptions
{
    /// <summary>How many requests are worked on at a time; one more is answered 503. Health is answered always. Default: 4096.</summary>
    public int ConcurrentRequests { get; set; } = 4096;

    /// <summary>Requests of one key a second, in the long run. Default: 50.</summary>
    public double RequestsPerSecond { get; set; } = 50;

    /// <summary>Requests of one key at once. Default: 200.</summary>
    public int RequestBurst { get; set; } = 200;

    /// <summary>Posts of changes of one system's key a second, each with up to 500 changes. Default: 500.</summary>
    public double PostsPerSecond { get; set; } = 500;

    /// <summary>Default: 2000.</summary>
    public int PostBurst { get; set; } = 2000;

    /// <summary>Requests without a good key from one address a second. Default: 5.</summary>
    public double AttemptsPerSecond { get; set; } = 5;

    /// <summary>Default: 50.</summary>
    public int AttemptBurst { get; set; } = 50;

    /// <summary>How long a browser stays signed in. Default: 12 hours.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Whether session cookies go over TLS only; null: when the request came so. Set it to true behind a proxy that ends TLS.</summary>
    public bool? SecureCookies { get; set; }

    /// <summary>Addresses and networks of the proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed. None: nobody's.</summary>
    public List<string> Proxies { get; } = [];

    /// <summary>The first setting that can't be right, with what it must be; null when there is none.</summary>
    public string? Fault()
    {
        foreach (var (name, value) in new[]
        {
            (nameof(ConcurrentRequests), (double)ConcurrentRequests),
            (nameof(RequestsPerSecond), RequestsPerSecond),
            (nameof(RequestBurst), RequestBurst),
            (nameof(PostsPerSecond), PostsPerSecond),
            (nameof(PostBurst), PostBurst),
            (nameof(AttemptsPerSecond), AttemptsPerSecond),
            (nameof(AttemptBurst), AttemptBurst),
        })
        {
            if (!(value is >= 0.01 and <= 10_000_000) || (value < 1 && !name.EndsWith("PerSecond", StringComparison.Ordinal)))
            {
                return $"{name} must be above 0 and at most 10000000.";
            }
        }

        return SessionLifetime < TimeSpan.FromMinutes(1) || SessionLifetime > TimeSpan.FromDays(30)
            ? $"{nameof(SessionLifetime)} must be from 1 minute to 30 days."
            : Proxies.FirstOrDefault(text => KnownProxies.Parse(text) is null) is { } wrong
            ? $"{nameof(Proxies)} '{wrong}' is no address or network such as 10.1.0.0/16."
            : null;
    }
}
