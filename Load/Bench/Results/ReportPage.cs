using System.Globalization;
using System.Text;

namespace Counterpart.Load;

/// <summary>A page of Markdown whose tables are made of results, each between two marks, so that no figure is copied by hand.</summary>
internal static class ReportPage
{
    private const string Begin = "<!-- bench ";
    private const string End = "<!-- end -->";

    /// <summary>The page with each table made anew; one without a result stays as it is.</summary>
    /// <exception cref="InvalidOperationException">A mark has no end.</exception>
    public static string Fill(string page, IReadOnlyList<BenchResult> results)
    {
        var filled = new StringBuilder();
        var inside = false;
        foreach (var line in page.TrimEnd('\n').Split('\n'))
        {
            if (line == End)
            {
                inside = false;
            }

            if (!inside)
            {
                filled.Append(line).Append('\n');
            }

            if (line.StartsWith(Begin, StringComparison.Ordinal))
            {
                var name = line[Begin.Length..].TrimEnd('-', '>', ' ');
                if (results.FirstOrDefault(result => result.Benchmark == name) is { } result)
                {
                    inside = true;
                    filled.AppendJoin('\n', Lines(result)).Append('\n');
                }
            }
        }

        return inside ? throw new InvalidOperationException($"A mark of the page has no \"{End}\".") : filled.ToString();
    }

    public static IEnumerable<string> Lines(BenchResult result) => ["", .. FigureTable.Markdown(result.Figures), "", Circumstances(result), ""];

    private static string Circumstances(BenchResult result)
    {
        var told = new StringBuilder();
        told.Append(CultureInfo.InvariantCulture, $"{result.At:yyyy-MM-dd}, commit {result.Revision ?? "unknown"}, {result.Seconds:0} s: ");
        told.AppendJoin(", ", result.Options.Select(option => $"{option.Key} {Digits.Of(option.Value)}"));
        told.Append(CultureInfo.InvariantCulture, $". {result.Machine.Processor}, {result.Machine.Cores} cores, {Digits.Of(result.Machine.MemoryGiB)} GiB");
        told.Append(CultureInfo.InvariantCulture, $", {result.Machine.System}, {result.Machine.DotNet}, {result.Machine.Gc} GC");
        told.Append(result.Machine.PostgreSql is { } version ? $", PostgreSQL {version}" : "");
        told.Append(CultureInfo.InvariantCulture, $"; load {result.Before.Load ?? 0:0.0} before and {result.After.Load ?? 0:0.0} after, steal {result.Stolen ?? 0:P1}.");
        return told.ToString();
    }
}
