namespace Counterpart.Load;

internal static class Median
{
    /// <summary>The middle one of all values, or the mean of the two in the middle; null when there is none.</summary>
    public static double? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
