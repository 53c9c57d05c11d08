using System.Diagnostics.Metrics;

namespace Counterpart.Hosting;

/// <summary>The fixed buckets of a histogram.</summary>
internal static class Buckets
{
    public static InstrumentAdvice<double> Seconds(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };

    public static InstrumentAdvice<long> Counts(params long[] bounds) => new() { HistogramBucketBoundaries = bounds };
}
