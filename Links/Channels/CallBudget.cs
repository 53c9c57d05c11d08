using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>
/// Calls spent in a vendor's sliding window, counted in buckets of ten seconds. A bucket counts until its end has left the
/// window, so no window ever holds more than the limit. Calls are reserved before they are made, and a reservation that is
/// not used in its bucket is lost: what is saved is never less than what was spent.
/// </summary>
public sealed record CallBudget(int Limit, TimeSpan Window)
{
    private static readonly TimeSpan BucketTime = TimeSpan.FromSeconds(10);

    public ImmutableArray<CallBucket> Buckets { get; init; } = [];

    /// <summary>The budget with calls reserved in the bucket of <paramref name="now"/>; null when fewer than that are left.</summary>
    public CallBudget? Reserve(DateTimeOffset now, int calls)
    {
        if (Left(now) < calls)
        {
            return null;
        }

        var start = StartOf(now);
        var living = Living(now);
        return this with
        {
            Buckets = living is [.., var last] && last.Start == start
                ? living.SetItem(living.Length - 1, last with { Calls = last.Calls + calls })
                : living.Add(new CallBucket(start, calls)),
        };
    }

    public int Left(DateTimeOffset now) => Math.Max(0, Limit - Living(now).Sum(bucket => bucket.Calls));

    /// <summary>When <paramref name="calls"/> are left, if none is made until then; never for more than the limit.</summary>
    public DateTimeOffset FreeAt(DateTimeOffset now, int calls)
    {
        if (calls > Limit)
        {
            return DateTimeOffset.MaxValue;
        }

        var left = Left(now);
        foreach (var bucket in Living(now))
        {
            if (left >= calls)
            {
                break;
            }

            left += bucket.Calls;
            if (left >= calls)
            {
                return bucket.Start + BucketTime + Window;
            }
        }

        return now;
    }

    /// <summary>When a reservation made now is lost.</summary>
    public static DateTimeOffset ReservedUntil(DateTimeOffset now) => StartOf(now) + BucketTime;

    /// <summary>The vendor says that its window is full: nothing is left before the time it names.</summary>
    public CallBudget Exhausted(DateTimeOffset now)
    {
        var left = Left(now);
        return left > 0 ? Reserve(now, left)! : this;
    }

    private static DateTimeOffset StartOf(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % BucketTime.Ticks), TimeSpan.Zero);

    private ImmutableArray<CallBucket> Living(DateTimeOffset now) =>
        [.. Buckets.Where(bucket => bucket.Start + BucketTime + Window > now)];
}

public sealed record CallBucket(DateTimeOffset Start, int Calls);
