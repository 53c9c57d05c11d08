using System.Collections.Concurrent;

namespace Counterpart.Api;

/// <summary>
/// Bounds how often an address may come without a good key. When it has been wrong too often, only keys that were good a short while ago
/// are looked at: others behind the same proxy go on working.
/// </summary>
internal sealed class AttemptLimit(ApiOptions options, TimeProvider clock)
{
    private const int MostAddresses = 20_000;
    private const int MostGood = 50_000;
    private static readonly TimeSpan Remember = TimeSpan.FromMinutes(10);

    private readonly TokenBuckets buckets = new(new RateLimit(options.AttemptsPerSecond, options.AttemptBurst), MostAddresses, clock);
    private readonly ConcurrentDictionary<string, DateTimeOffset> good = new(StringComparer.Ordinal);

    /// <summary>How long to wait; null while the address may try.</summary>
    public TimeSpan? IsExhausted(string address, string? credential)
    {
        var permit = buckets.Look(address);
        if (permit.Granted || (credential is not null && good.TryGetValue(credential, out var until) && until > clock.GetUtcNow()))
        {
            return null;
        }

        return permit.Wait;
    }

    public void Bad(string address) => buckets.Take(address);

    public void Good(string credential)
    {
        var now = clock.GetUtcNow();
        if (good.TryGetValue(credential, out var until) && until - now > Remember / 2)
        {
            return;
        }

        if (good.Count >= MostGood)
        {
            good.Clear();
        }

        good[credential] = now + Remember;
    }
}
