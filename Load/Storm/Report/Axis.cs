using System.Globalization;

namespace Counterpart.Load.Storm;

/// <summary>A scale with round numbers on it, from zero to a little above the most, or over powers of ten.</summary>
internal sealed class Axis
{
    private readonly bool isLog;
    private readonly double low;
    private readonly double high;

    private Axis(bool isLog, double low, double high, IReadOnlyList<double> ticks)
    {
        this.isLog = isLog;
        this.low = low;
        this.high = high;
        Ticks = ticks;
    }

    public IReadOnlyList<double> Ticks { get; }

    public double End => high;

    public static Axis Linear(double most, int ticks, bool toTheEnd = false)
    {
        var step = Step(Math.Max(most, 1e-9) / ticks);
        var count = (int)Math.Ceiling((most / step) - 1e-9);
        var end = toTheEnd ? Math.Max(most, 1e-9) : Math.Max(1, count) * step;
        return new Axis(false, 0, end, [.. Enumerable.Range(0, Math.Max(1, count) + 1).Select(tick => tick * step).Where(tick => tick <= end * (1 + 1e-9))]);
    }

    public static Axis Log(double least, double most)
    {
        var from = (int)Math.Floor(Math.Log10(Math.Max(least, 1e-3)));
        var to = Math.Max(from + 1, (int)Math.Ceiling(Math.Log10(Math.Max(most, 1e-3)) - 1e-9));
        return new Axis(true, from, to, [.. Enumerable.Range(from, to - from + 1).Select(power => Math.Pow(10, power))]);
    }

    /// <summary>From 0 to 1.</summary>
    public double At(double value)
    {
        var place = isLog ? Math.Log10(Math.Max(value, 1e-9)) : value;
        return Math.Clamp((place - low) / (isLog ? high - low : high), 0, 1);
    }

    /// <summary>A tick in few letters: 1.5 k, 200 M.</summary>
    public static string Text(double value)
    {
        var (scaled, unit) = Math.Abs(value) switch
        {
            >= 1e9 => (value / 1e9, " G"),
            >= 1e6 => (value / 1e6, " M"),
            >= 1e4 => (value / 1e3, " k"),
            _ => (value, ""),
        };
        return scaled.ToString("0.###", CultureInfo.InvariantCulture) + unit;
    }

    // 1, 2 or 5 times a power of ten.
    private static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return (least / power) switch
        {
            <= 1 + 1e-9 => power,
            <= 2 + 1e-9 => 2 * power,
            <= 5 + 1e-9 => 5 * power,
            _ => 10 * power,
        };
    }
}
