namespace Counterpart.Load.Scale;

/// <summary>How far a mean of few values may be off, in standard errors, in 95 of 100 cases.</summary>
internal static class StudentT
{
    // Two-sided, by degrees of freedom from 1.
    private static readonly double[] Quantiles =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    /// <summary>Beyond the table the next smaller number of values that has one: a little wider than need be.</summary>
    public static double Quantile(int degrees) => Quantiles[Math.Min(degrees, Quantiles.Length) - 1];
}
