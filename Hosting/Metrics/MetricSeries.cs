using System.Globalization;
using System.Text;

namespace Counterpart.Hosting;

/// <summary>One series: a number, or a histogram over fixed bounds.</summary>
internal sealed class MetricSeries(double[]? bounds)
{
    private readonly Lock gate = new();
    private readonly long[] counts = new long[bounds is null ? 0 : bounds.Length + 1];
    private double sum;

    public void Record(double value, bool adds)
    {
        lock (gate)
        {
            if (bounds is not null)
            {
                // A bound is inside its bucket: le is "less or equal".
                var place = Array.BinarySearch(bounds, value);
                counts[place < 0 ? ~place : place]++;
                sum += value;
            }
            else
            {
                sum = adds ? sum + value : value;
            }
        }
    }

    public void Write(StringBuilder text, string name, string labels)
    {
        lock (gate)
        {
            if (bounds is null)
            {
                text.Append(name).Append(labels.Length > 0 ? $"{{{labels}}}" : string.Empty).Append(' ').Append(Number(sum)).Append('\n');
                return;
            }

            var comma = labels.Length > 0 ? "," : string.Empty;
            long below = 0;
            for (var place = 0; place < counts.Length; place++)
            {
                below += counts[place];
                var bound = place < bounds.Length ? Number(bounds[place]) : "+Inf";
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels}{comma}le=\"{bound}\"}} {below}\n");
            }

            var own = labels.Length > 0 ? $"{{{labels}}}" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"{name}_sum{own} {Number(sum)}\n{name}_count{own} {below}\n");
        }
    }

    private static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
