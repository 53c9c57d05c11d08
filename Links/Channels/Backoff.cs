namespace Counterpart.Links;

/// <summary>Waits between tries: from 1 s doubling to 5 min, spread by up to a quarter so that links do not retry in step.</summary>
public static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <param name="failures">Tries that failed in a row, from 1.</param>
    /// <param name="key">What to spread by; the same key and count always wait the same.</param>
    public static TimeSpan Delay(int failures, string key)
    {
        var exponent = Math.Clamp(failures - 1, 0, 9);
        var delay = TimeSpan.FromSeconds(1 << exponent);
        delay = delay < Longest ? delay : Longest;
        return delay - (delay * (Spread(key, failures) / 4));
    }

    // FNV-1a: stable over processes, which string.GetHashCode is not.
    private static double Spread(string key, int failures)
    {
        var hash = 2166136261u ^ (uint)failures;
        foreach (var c in key)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return (hash >> 8) / (double)(1 << 24);
    }
}
