using System.Globalization;

namespace Counterpart.Load.Cluster;

/// <summary>What each part reached in each round.</summary>
internal sealed class Figures
{
    private readonly Dictionary<string, List<double>> rates = new(StringComparer.Ordinal);

    public void Add(string part, double rate)
    {
        if (!rates.TryGetValue(part, out var list))
        {
            rates.Add(part, list = []);
        }

        list.Add(rate);
    }

    public IEnumerable<string> Lines()
    {
        foreach (var (part, list) in rates)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"  {part,-12} {Median(list),9:F0}/s  ({list.Min():F0} to {list.Max():F0})");
        }

        foreach (var (name, upper, lower) in new[]
        {
            ("dashboard-edits", PartNames.EditsWithDashboard, PartNames.Edits),
            ("dashboard-calls", PartNames.EmptyCallsWithDashboard, PartNames.EmptyCalls),
            ("stock", PartNames.Edits, PartNames.Stock),
            ("stock-tuned", PartNames.Edits, PartNames.StockTuned),
            ("pgbench", PartNames.Edits, PartNames.Pgbench),
            ("grain-call", PartNames.Reads, PartNames.EmptyCalls),
        })
        {
            if (rates.TryGetValue(upper, out var above) && rates.TryGetValue(lower, out var below))
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"ratio {name} {Median(above.Zip(below, (first, second) => first / second)):F2}");
            }
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
