using System.Globalization;

namespace Counterpart.Load.Freshness;

internal static class Percentiles
{
    /// <summary>Of a list in order; zero when it is empty.</summary>
    public static TimeSpan At(this IReadOnlyList<TimeSpan> sorted, double share) =>
        sorted.Count == 0 ? TimeSpan.Zero : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    public static string Line(this IReadOnlyList<TimeSpan> sorted, double perSecond, string unit)
    {
        return string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {In(0.5):0.0} p90 {In(0.9):0.0} p99 {In(0.99):0.0} max {In(1):0.0} {unit} (of {sorted.Count})");

        double In(double share) => sorted.At(share).TotalSeconds * perSecond;
    }
}
