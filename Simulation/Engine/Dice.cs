namespace Counterpart.Simulation;

/// <summary>
/// Random numbers that are the same in every process and version: xoshiro256** (Blackman and Vigna), seeded through SplitMix64.
/// Each concern of a world draws from a stream of its own, so that leaving one thing out changes nothing of the others.
/// </summary>
internal sealed class Dice
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;

    public Dice(ulong seed, ulong stream)
    {
        var state = seed ^ (stream * 0x9E3779B97F4A7C15);
        a = Split(ref state);
        b = Split(ref state);
        c = Split(ref state);
        d = Split(ref state);
    }

    public ulong Bits()
    {
        var result = ulong.RotateLeft(b * 5, 7) * 9;
        var shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = ulong.RotateLeft(d, 45);
        return result;
    }

    /// <summary>From 0 to below <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(((Bits() >> 32) * (ulong)count) >> 32);

    public bool Chance(double probability) => Unit() < probability;

    /// <summary>From 0 to below 1.</summary>
    public double Unit() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>In whole microseconds.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most) =>
        least + TimeSpan.FromMicroseconds(Math.Floor(Unit() * (most - least).TotalMicroseconds));

    public TimeSpan Milliseconds(int least, int most) => TimeSpan.FromMilliseconds(least + Below(most - least + 1));

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    private static ulong Split(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
