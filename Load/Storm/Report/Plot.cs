namespace Counterpart.Load.Storm;

/// <summary>A picture of lines over the time of a run.</summary>
/// <param name="Unit">Of the values.</param>
/// <param name="Means">What it shows, and what to look for.</param>
internal sealed record Plot(string Title, string Unit, string Means, IReadOnlyList<Curve> Curves, bool IsLog = false)
{
    /// <summary>Without the lines that say nothing: all zero, while others are not.</summary>
    public Plot WithoutZeros()
    {
        var telling = Curves.Where(curve => curve.Points.Any(point => point.Value > 0)).ToList();
        return this with { Curves = telling.Count > 0 ? telling : [.. Curves.Take(1)] };
    }

    /// <summary>One line for each series that was measured at all.</summary>
    public static Plot Of(string title, string unit, string means, IReadOnlyList<Sample> samples, IEnumerable<(string Title, string Name)> series, double factor = 1, bool isLog = false) =>
        new(
            title,
            unit,
            means,
            [.. series.Select(one => new Curve(one.Title, [.. samples.Select(sample => (sample.At, sample.Values.TryGetValue(one.Name, out var value) ? value * factor : double.NaN))]))
                .Where(curve => curve.Points.Any(point => !double.IsNaN(point.Value)))],
            isLog);
}

/// <param name="Points">Seconds, and a value; not a number where nothing was measured.</param>
internal sealed record Curve(string Title, IReadOnlyList<(double At, double Value)> Points);
