namespace Counterpart.Load.Storm;

/// <summary>
/// Whether something grows without bound: a line through its values over the edits made, for the part of a run in which it should have settled.
/// </summary>
/// <param name="PerEdit">The line's slope.</param>
/// <param name="Error">The slope's standard error.</param>
/// <param name="Grown">By the line, from the first to the last edit.</param>
/// <param name="Mean">The mean value.</param>
internal sealed record GrowthCheck(string Name, double PerEdit, double Error, double Grown, double Mean, bool IsBounded)
{
    private const int FewestPoints = 10;

    public string Unit => Name.StartsWith("handles", StringComparison.Ordinal) ? "handles" : "bytes";

    /// <param name="points">Edits made until then, and the value.</param>
    /// <param name="allowed">How much it may grow in that time, as a share of its mean, before it is called growth.</param>
    /// <param name="least">Growth below this is none.</param>
    /// <returns>Null: too few points to tell.</returns>
    public static GrowthCheck? Of(string name, IReadOnlyList<(double Edits, double Value)> points, double allowed, double least)
    {
        if (points.Count < FewestPoints)
        {
            return null;
        }

        var (meanX, meanY) = (points.Average(point => point.Edits), points.Average(point => point.Value));
        var spread = points.Sum(point => (point.Edits - meanX) * (point.Edits - meanX));
        if (spread <= 0)
        {
            return null;
        }

        var slope = points.Sum(point => (point.Edits - meanX) * (point.Value - meanY)) / spread;
        var left = points.Sum(point => Math.Pow(point.Value - meanY - (slope * (point.Edits - meanX)), 2));
        var error = Math.Sqrt(left / (points.Count - 2) / spread);
        var edits = points.Max(point => point.Edits) - points.Min(point => point.Edits);

        // What is certainly there: two errors below the line.
        var certain = (slope - (2 * error)) * edits;
        return new GrowthCheck(name, slope, error, slope * edits, meanY, certain <= Math.Max(least, allowed * meanY));
    }
}
