namespace Counterpart.Load.Storm;

/// <summary>Chooses among numbers so that the most wanted is chosen 2^s times as often as the second, 3^s times as often as the third.</summary>
internal sealed class ZipfChooser
{
    private readonly double[] upTo;
    private readonly int[] places;

    /// <param name="exponent">s; with 0 all are chosen as often.</param>
    /// <param name="seed">Which ones are wanted most.</param>
    public ZipfChooser(int count, double exponent, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        upTo = new double[count];
        var sum = 0.0;
        for (var rank = 0; rank < count; rank++)
        {
            sum += Math.Pow(rank + 1, -exponent);
            upTo[rank] = sum;
        }

        places = [.. Enumerable.Range(0, count)];
        new Random(seed).Shuffle(places);
    }

    /// <summary>The number at a rank; the most wanted is at 0.</summary>
    public int At(int rank) => places[rank];

    public int Next(Random random)
    {
        var found = Array.BinarySearch(upTo, random.NextDouble() * upTo[^1]);
        return places[Math.Min(found < 0 ? ~found : found + 1, places.Length - 1)];
    }
}
