namespace Counterpart.Load.Scale;

/// <summary>How the cost of an edit grows with a size, round by round.</summary>
/// <param name="sizes">Rising.</param>
internal sealed class Slope(IReadOnlyList<double> sizes)
{
    private readonly List<double> ratios = [];
    private readonly List<double> exponents = [];
    private readonly List<IReadOnlyList<double>> costs = [];

    /// <summary>What it cost at the largest over what it cost at the smallest.</summary>
    public IReadOnlyList<double> Ratios => ratios;

    /// <summary>The power of the size that the cost grows with: 0, not at all; 1, in proportion.</summary>
    public IReadOnlyList<double> Exponents => exponents;

    /// <summary>The cost at one size.</summary>
    public IReadOnlyList<double> CostsAt(int size) => [.. costs.Select(round => round[size])];

    /// <param name="round">The cost at each size, all measured in turn.</param>
    public void Add(IReadOnlyList<double> round)
    {
        costs.Add(round);
        ratios.Add(round[^1] / round[0]);
        exponents.Add(Fit([.. sizes.Select(value => Math.Log(value))], [.. round.Select(value => Math.Log(value))]));
    }

    /// <summary>The slope of the line with the least squares.</summary>
    public static double Fit(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (at, value) => (at - meanX) * (value - meanY)).Sum() / x.Sum(at => (at - meanX) * (at - meanX));
    }
}
