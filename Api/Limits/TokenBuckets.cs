using System.Collections.Concurrent;

namespace Counterpart.Api;

/// <summary>A token bucket for each of many, in bounded memory: a full bucket says nothing and is forgotten, and when there are too many, the rest share one.</summary>
internal sealed class TokenBuckets(RateLimit limit, int most, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.Ordinal);
    private readonly Bucket shared = new(limit.Burst, clock.GetUtcNow());

    // The table's own count locks all of it.
    private int count;
    private int sweeping;

    public int Count => Volatile.Read(ref count);

    public Permit Take(string of) => BucketOf(of).Take(limit, clock.GetUtcNow(), 1);

    /// <summary>As it is, with nothing taken.</summary>
    public Permit Look(string of) => (buckets.GetValueOrDefault(of) ?? (Count < most ? null : shared))?.Take(limit, clock.GetUtcNow(), 0)
        ?? new Permit(true, limit, limit.Burst, TimeSpan.Zero, TimeSpan.Zero);

    private Bucket BucketOf(string of)
    {
        if (buckets.TryGetValue(of, out var bucket))
        {
            return bucket;
        }

        if (Count >= most)
        {
            Sweep();
        }

        return Count >= most ? shared : Added(of);
    }

    private Bucket Added(string of)
    {
        var made = new Bucket(limit.Burst, clock.GetUtcNow());
        var bucket = buckets.GetOrAdd(of, made);
        if (ReferenceEquals(bucket, made))
        {
            Interlocked.Increment(ref count);
        }

        return bucket;
    }

    private void Sweep()
    {
        if (Interlocked.Exchange(ref sweeping, 1) == 1)
        {
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var (of, bucket) in buckets)
        {
            if (bucket.Take(limit, now, 0).Left >= limit.Burst)
            {
                Interlocked.Add(ref count, buckets.TryRemove(KeyValuePair.Create(of, bucket)) ? -1 : 0);
            }
        }

        Volatile.Write(ref sweeping, 0);
    }

    private sealed class Bucket(double full, DateTimeOffset now)
    {
        private readonly Lock gate = new();
        private double tokens = full;
        private DateTimeOffset since = now;

        public Permit Take(RateLimit limit, DateTimeOffset now, int count)
        {
            lock (gate)
            {
                if (now > since)
                {
                    tokens = Math.Min(limit.Burst, tokens + ((now - since).TotalSeconds * limit.PerSecond));
                }

                since = now;
                var granted = tokens >= Math.Max(count, 1);
                if (granted)
                {
                    tokens -= count;
                }

                return new Permit(granted, limit, (int)tokens, Until(1, limit), Until(limit.Burst, limit));
            }
        }

        private TimeSpan Until(double wanted, RateLimit limit) => TimeSpan.FromSeconds(Math.Max(0, wanted - tokens) / limit.PerSecond);
    }
}
