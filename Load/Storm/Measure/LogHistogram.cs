using System.Numerics;

namespace Counterpart.Load.Storm;

/// <summary>
/// Counts times in buckets that grow with the time: at most a 64th too high, from a microsecond to an hour, in a size that does not depend on
/// how many there are.
/// </summary>
internal sealed class LogHistogram
{
    // Buckets for each power of two, as a power of two.
    private const int Bits = 6;
    private const long Most = (1L << 32) - 1;

    private readonly long[] counts = new long[IndexOf(Most) + 1];

    public static int Buckets => IndexOf(Most) + 1;

    public long Count { get; private set; }

    public TimeSpan Longest { get; private set; }

    public void Add(TimeSpan time)
    {
        var microseconds = Math.Clamp(time.Ticks / TimeSpan.TicksPerMicrosecond, 0, Most);
        counts[IndexOf(microseconds)]++;
        Count++;
        Longest = time > Longest ? time : Longest;
    }

    public void Add(LogHistogram other)
    {
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            counts[bucket] += other.counts[bucket];
        }

        Count += other.Count;
        Longest = other.Longest > Longest ? other.Longest : Longest;
    }

    public void Clear()
    {
        Array.Clear(counts);
        Count = 0;
        Longest = TimeSpan.Zero;
    }

    /// <summary>The time that such a share of all did not exceed; zero when there is none.</summary>
    public TimeSpan At(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long before = 0;
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            before += counts[bucket];
            if (before >= rank)
            {
                var most = TimeSpan.FromMicroseconds(HighestOf(bucket));
                return most < Longest ? most : Longest;
            }
        }

        return TimeSpan.Zero;
    }

    private static int IndexOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value | 1) - Bits);
        return (shift << Bits) + (int)(value >> shift);
    }

    private static long HighestOf(int bucket)
    {
        var shift = Math.Max(0, (bucket >> Bits) - 1);
        return ((bucket - ((long)shift << Bits) + 1) << shift) - 1;
    }
}
