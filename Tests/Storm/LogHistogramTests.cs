using Counterpart.Load.Storm;
using FsCheck;
using FsCheck.Fluent;

namespace Counterpart.Tests.Storm;

public sealed class LogHistogramTests
{
    /// <summary>A 64th, and the microsecond that is not divided.</summary>
    private const double Most = 1.0 / 64;

    [Fact]
    public void At_AgainstSortedTimes_IsAtMostA64thTooHigh() => Prop.ForAll(
        Gen.Choose(0, 2_000_000_000).NonEmptyListOf().ToArbitrary(),
        Gen.Elements(0.0, 0.01, 0.5, 0.9, 0.99, 0.999, 1.0).ToArbitrary(),
        (times, share) =>
        {
            var histogram = new LogHistogram();
            foreach (var time in times)
            {
                histogram.Add(TimeSpan.FromMicroseconds(time));
            }

            var sorted = times.Order().ToList();
            double exact = sorted[Math.Max(1, (int)Math.Ceiling(share * sorted.Count)) - 1];
            var told = histogram.At(share).TotalMicroseconds;
            return told >= exact && told <= exact + (exact * Most) + 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_OfAnother_IsAsIfAllHadBeenAddedToOne()
    {
        var (one, other, both) = (new LogHistogram(), new LogHistogram(), new LogHistogram());
        foreach (var (number, milliseconds) in Enumerable.Range(1, 1000).Select(number => (number, number * 7 % 991)))
        {
            (number % 3 == 0 ? one : other).Add(TimeSpan.FromMilliseconds(milliseconds));
            both.Add(TimeSpan.FromMilliseconds(milliseconds));
        }

        one.Add(other);

        Assert.Equal((both.Count, both.Longest), (one.Count, one.Longest));
        Assert.All([0.1, 0.5, 0.99, 1.0], share => Assert.Equal(both.At(share), one.At(share)));
    }

    [Fact]
    public void Buckets_HoweverMuchComes_AreFew()
    {
        var histogram = new LogHistogram();
        histogram.Add(TimeSpan.FromDays(10_000));
        histogram.Add(TimeSpan.FromSeconds(-1));

        Assert.InRange(LogHistogram.Buckets, 100, 2000);
        Assert.Equal(2, histogram.Count);
        Assert.Equal(TimeSpan.Zero, histogram.At(0.5));
        Assert.InRange(histogram.At(1), TimeSpan.FromHours(1), TimeSpan.FromHours(2));
    }

    [Fact]
    public void At_WithoutTimes_IsZero()
    {
        var histogram = new LogHistogram();
        histogram.Add(TimeSpan.FromSeconds(1));
        histogram.Clear();

        Assert.Equal(TimeSpan.Zero, histogram.At(0.5));
        Assert.Equal((0, TimeSpan.Zero), (histogram.Count, histogram.Longest));
    }
}
