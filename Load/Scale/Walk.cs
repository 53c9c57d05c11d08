using System.Numerics;

namespace Counterpart.Load.Scale;

/// <summary>An order of numbers below a count that is spread evenly at every moment, and comes to each before it comes to one again.</summary>
internal sealed class Walk
{
    private const double GoldenSection = 0.6180339887;
    private readonly int count;
    private readonly long stride;

    public Walk(int count)
    {
        this.count = count;
        stride = Math.Max(1, (long)(count * GoldenSection));
        while (BigInteger.GreatestCommonDivisor(stride, count) > 1)
        {
            stride++;
        }
    }

    /// <param name="step">From 0.</param>
    public int At(long step) => (int)(step % count * stride % count);
}
