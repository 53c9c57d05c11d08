using System.Globalization;
using System.Runtime.InteropServices;

namespace Counterpart.Load.Scale;

/// <summary>A mean over rounds, and where it lies with 95 % confidence; one round tells nothing of that.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Interval(double Mean, double Low, double High)
{
    public static Interval Of(IReadOnlyList<double> rounds)
    {
        var mean = rounds.Average();
        if (rounds.Count < 2)
        {
            return new Interval(mean, double.NegativeInfinity, double.PositiveInfinity);
        }

        var deviation = Math.Sqrt(rounds.Sum(value => (value - mean) * (value - mean)) / (rounds.Count - 1));
        var margin = StudentT.Quantile(rounds.Count - 1) * deviation / Math.Sqrt(rounds.Count);
        return new Interval(mean, mean - margin, mean + margin);
    }

    /// <summary>Of ratios, whose mean is the geometric one: twice and half are as far from 1.</summary>
    public static Interval OfRatios(IReadOnlyList<double> rounds)
    {
        var logs = Of([.. rounds.Select(value => Math.Log(value))]);
        return new Interval(Math.Exp(logs.Mean), Math.Exp(logs.Low), Math.Exp(logs.High));
    }

    public override string ToString() => double.IsFinite(High)
        ? string.Create(CultureInfo.InvariantCulture, $"{Mean:F2} ({Low:F2} to {High:F2})")
        : string.Create(CultureInfo.InvariantCulture, $"{Mean:F2} (one round)");
}
