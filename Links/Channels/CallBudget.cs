using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>
/// Calls spent in a vendor's sliding windows, counted in buckets. A bucket counts until its end has left the window, so no
/// window ever holds more than its limit. Calls are reserved before they are made: what is saved is never less than what was
/// spent. Finding changes and pushes each have a share that the other leaves alone; a vendor's own counter that is lower wins.
/// </summary>
public sealed record CallBudget(ImmutableArray<CallWindow> Windows)
{
    private const double Share = 0.2;
    private static readonly TimeSpan ShortBucket = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongBucket = TimeSpan.FromMinutes(10);

    public CallBudget(int limit, TimeSpan span)
        : this([new CallWindow(limit, span)])
    {
    }

    /// <summary>In buckets of ten seconds.</summary>
    public ImmutableArray<CallBucket> Buckets { get; init; } = [];

    /// <summary>In buckets of ten minutes, while there is a long window.</summary>
    public ImmutableArray<CallBucket> LongBuckets { get; init; } = [];

    public ImmutableArray<VendorCount> Told { get; init; } = [];

    /// <summary>Calls ever made.</summary>
    public long Made { get; init; }

    /// <summary>The budget with calls reserved in the bucket of <paramref name="now"/>; null when fewer than that are left.</summary>
    /// <param name="kind">Null: no share is left to anybody.</param>
    public CallBudget? Reserve(DateTimeOffset now, int calls, CallKind? kind = null)
    {
        if (Left(now, kind) < calls)
        {
            return null;
        }

        var pushes = kind == CallKind.Push ? calls : 0;
        return this with
        {
            Buckets = Add(Living(Buckets, now, Longest(isLong: false)), StartOf(now, ShortBucket), calls, pushes),
            LongBuckets = Windows.Any(window => window.IsLong)
                ? Add(Living(LongBuckets, now, Longest(isLong: true)), StartOf(now, LongBucket), calls, pushes)
                : [],
            Told = Told.RemoveAll(told => told.Until <= now),
            Made = Made + calls,
        };
    }

    /// <summary>Gives back calls that were reserved in the bucket of <paramref name="reservedAt"/> and never made.</summary>
    public CallBudget Refund(DateTimeOffset reservedAt, int calls) => this with
    {
        Buckets = Remove(Buckets, StartOf(reservedAt, ShortBucket), calls),
        LongBuckets = Remove(LongBuckets, StartOf(reservedAt, LongBucket), calls),
        Made = Made - calls,
    };

    /// <summary>Takes over what the vendor says is left of the window of such a length.</summary>
    /// <param name="outstanding">Calls reserved by now that the vendor cannot have counted yet.</param>
    public CallBudget Tell(TimeSpan span, int left, int outstanding, DateTimeOffset now) => this with
    {
        Told = Told.RemoveAll(told => told.Span == span || told.Until <= now).Add(new VendorCount(span, left, Made - outstanding, now)),
    };

    public int Left(DateTimeOffset now, CallKind? kind = null)
    {
        var least = int.MaxValue;
        foreach (var window in Windows)
        {
            least = Math.Min(least, Left(window, now, kind));
        }

        return Math.Max(0, least);
    }

    public int Left(CallWindow window, DateTimeOffset now, CallKind? kind = null)
    {
        var (calls, pushes) = Spent(window, now);
        var left = window.Limit - calls;
        foreach (var told in Told)
        {
            if (told.Span == window.Span && told.Until > now)
            {
                left = (int)Math.Min(left, told.Left - (Made - told.Made));
            }
        }

        var share = (int)(window.Limit * Share);
        var kept = kind switch
        {
            CallKind.Read => share - pushes,
            CallKind.Push => share - (calls - pushes),
            CallKind.Sweep => Math.Max(0, share - pushes) + (share / 4),
            _ => 0,
        };
        return Math.Max(0, left - Math.Max(0, kept));
    }

    /// <summary>Calls of the window, and how many of them were pushes.</summary>
    public (int Calls, int Pushes) Spent(CallWindow window, DateTimeOffset now)
    {
        var (calls, pushes) = (0, 0);
        foreach (var bucket in window.IsLong ? LongBuckets : Buckets)
        {
            if (bucket.Start + window.Life > now)
            {
                calls += bucket.Calls;
                pushes += bucket.Pushes;
            }
        }

        return (calls, pushes);
    }

    /// <summary>When <paramref name="calls"/> are left, if none is made until then; never for more than there can be.</summary>
    public DateTimeOffset FreeAt(DateTimeOffset now, int calls, CallKind? kind = null)
    {
        if (Left(now, kind) >= calls)
        {
            return now;
        }

        var ends = Windows.SelectMany(window => (window.IsLong ? LongBuckets : Buckets).Select(bucket => bucket.Start + window.Life))
            .Concat(Told.Select(told => told.Until))
            .Where(end => end > now)
            .Distinct()
            .Order();
        foreach (var end in ends)
        {
            if (Left(end, kind) >= calls)
            {
                return end;
            }
        }

        return DateTimeOffset.MaxValue;
    }

    /// <summary>When a reservation made now has to be used by.</summary>
    public static DateTimeOffset ReservedUntil(DateTimeOffset now) => StartOf(now, ShortBucket) + ShortBucket;

    /// <summary>The vendor says that its window is full: nothing is left until it can have moved on.</summary>
    public CallBudget Exhausted(DateTimeOffset now)
    {
        var left = Left(now);
        return left > 0 ? Reserve(now, left)! : this;
    }

    /// <summary>The expiries of what was spent in a window, in order, with the calls that each frees.</summary>
    internal IEnumerable<(DateTimeOffset At, int Calls)> Returns(CallWindow window, DateTimeOffset now, bool readsOnly = false) =>
        (window.IsLong ? LongBuckets : Buckets)
            .Select(bucket => (At: bucket.Start + window.Life, Calls: readsOnly ? bucket.Calls - bucket.Pushes : bucket.Calls))
            .Where(entry => entry.At > now);

    private TimeSpan Longest(bool isLong)
    {
        var longest = TimeSpan.FromMinutes(5);
        foreach (var window in Windows)
        {
            longest = window.IsLong == isLong && window.Life > longest ? window.Life : longest;
        }

        return longest;
    }

    private static DateTimeOffset StartOf(DateTimeOffset now, TimeSpan bucket) => new(now.UtcTicks - (now.UtcTicks % bucket.Ticks), TimeSpan.Zero);

    private static ImmutableArray<CallBucket> Living(ImmutableArray<CallBucket> buckets, DateTimeOffset now, TimeSpan life) =>
        [.. buckets.Where(entry => entry.Start + life > now)];

    private static ImmutableArray<CallBucket> Add(ImmutableArray<CallBucket> buckets, DateTimeOffset start, int calls, int pushes) =>
        buckets is [.., var last] && last.Start == start
            ? buckets.SetItem(buckets.Length - 1, last with { Calls = last.Calls + calls, Pushes = last.Pushes + pushes })
            : buckets.Add(new CallBucket(start, calls) { Pushes = pushes });

    private static ImmutableArray<CallBucket> Remove(ImmutableArray<CallBucket> buckets, DateTimeOffset start, int calls)
    {
        for (var place = buckets.Length - 1; place >= 0; place--)
        {
            if (buckets[place].Start == start)
            {
                var rest = Math.Max(0, buckets[place].Calls - calls);
                return buckets.SetItem(place, buckets[place] with { Calls = rest, Pushes = Math.Min(rest, buckets[place].Pushes) });
            }
        }

        return buckets;
    }
}
