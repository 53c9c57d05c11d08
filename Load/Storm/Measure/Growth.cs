namespace Counterpart.Load.Storm;

/// <summary>What of a long run is checked for growth without bound.</summary>
internal static class Growth
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>After a kill a process first fills its caches again.</summary>
    private const double Settling = 60;
    private static readonly TimeSpan ShortestRun = TimeSpan.FromMinutes(10);

    /// <summary>Empty where the run is too short to tell.</summary>
    public static IReadOnlyList<GrowthCheck> Of(Timeline timeline, StormOptions options)
    {
        var samples = timeline.Samples.Where(sample => sample.Stage != "end").ToList();
        if (options.Step is not null || options.Duration < ShortestRun || samples.Count == 0)
        {
            return [];
        }

        var lastFault = timeline.Marks.Where(mark => mark.IsFault).Select(mark => mark.At + Settling).DefaultIfEmpty(0).Max();
        var from = Math.Max(samples[^1].At / 2, lastFault);
        var late = samples.Where(sample => sample.At >= from).ToList();
        var checks = new List<GrowthCheck?>();
        foreach (var name in late.SelectMany(sample => sample.Values.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (IsOfTheProduct(name, "rss."))
            {
                checks.Add(Levelling(name, Points(late, name), allowed: 0.15, least: 48 * Megabyte));
            }
            else if (IsOfTheProduct(name, "handles."))
            {
                checks.Add(Levelling(name, Points(late, name), allowed: 0.15, least: 50));
            }
        }

        checks.Add(Files(Points(late, "files.database")));
        return [.. checks.OfType<GrowthCheck>()];
    }

    /// <summary>After its start a process takes more at first, and levels off: what has grown too much must not grow on in the later half.</summary>
    internal static GrowthCheck? Levelling(string name, IReadOnlyList<(double Edits, double Value)> points, double allowed, double least)
    {
        var whole = GrowthCheck.Of(name, points, allowed, least);
        var later = GrowthCheck.Of(name, [.. points.Skip(points.Count / 2)], allowed / 2, least / 2);
        return whole is null or { IsBounded: true } || later is null ? whole : whole with { IsBounded = later.IsBounded };
    }

    /// <summary>The journal keeps every edit: the file may grow with them, and an edit may not cost more and more.</summary>
    internal static GrowthCheck? Files(IReadOnlyList<(double Edits, double Value)> points)
    {
        var whole = GrowthCheck.Of("files.database", points, allowed: 0, least: 0);
        var first = GrowthCheck.Of("", [.. points.Take(points.Count / 2)], allowed: 0, least: 0);
        var second = GrowthCheck.Of("", [.. points.Skip(points.Count / 2)], allowed: 0, least: 0);
        return whole is null || first is null || second is null
            ? null
            : whole with { IsBounded = second.PerEdit - (2 * second.Error) <= 1.25 * (first.PerEdit + (2 * first.Error)) };
    }

    private static List<(double Edits, double Value)> Points(IEnumerable<Sample> samples, string name) =>
        [.. samples.Where(sample => sample.Values.ContainsKey(name)).Select(sample => (sample.Values["edits"], sample.Values[name]))];

    private static bool IsOfTheProduct(string name, string kind) =>
        name.StartsWith(kind, StringComparison.Ordinal) && name[kind.Length..] is not ("generator" or "simulators");
}
