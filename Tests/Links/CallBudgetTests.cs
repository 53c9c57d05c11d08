using Counterpart.Links;
using FsCheck;
using FsCheck.Fluent;

namespace Counterpart.Tests.Links;

public sealed class CallBudgetTests
{
    [Fact]
    public void Reserve_AnyCalls_NeverMoreThanTheLimitInAnyWindow()
    {
        var steps = Gen.Choose(0, 25_000).Zip(Gen.Choose(1, 12)).ArrayOf(80).ToArbitrary();
        Prop.ForAll(steps, calls =>
        {
            var budget = new CallBudget(20, TimeSpan.FromSeconds(60));
            var now = LinkBench.At(3.7);
            var made = new List<DateTimeOffset>();
            foreach (var (wait, count) in calls)
            {
                now = now.AddMilliseconds(wait);
                if (budget.Reserve(now, count) is { } reserved)
                {
                    budget = reserved;
                    // The worst case: made at the very end of their bucket.
                    made.AddRange(Enumerable.Repeat(wait % 2 == 0 ? now : CallBudget.ReservedUntil(now).AddTicks(-1), count));
                }
            }

            return made.TrueForAll(at => made.Count(other => other >= at && other < at.AddSeconds(60)) <= 20);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void FreeAt_Full_IsWhenTheBucketHasLeftTheWindow()
    {
        var budget = new CallBudget(20, TimeSpan.FromSeconds(60)).Reserve(LinkBench.At(5), 15)!.Reserve(LinkBench.At(15), 5)!;

        Assert.Equal(LinkBench.At(70), budget.FreeAt(LinkBench.At(16), 15));
        Assert.Equal(LinkBench.At(80), budget.FreeAt(LinkBench.At(16), 16));
        Assert.Null(budget.Reserve(LinkBench.At(69.9), 1));
        Assert.Equal(15, budget.Left(LinkBench.At(70)));
        Assert.Equal(DateTimeOffset.MaxValue, budget.FreeAt(LinkBench.At(16), 21));
    }

    [Fact]
    public void Exhausted_LeavesNothingForAWindow()
    {
        var budget = new CallBudget(20, TimeSpan.FromSeconds(60)).Exhausted(LinkBench.At(0));

        Assert.Equal((0, 20), (budget.Left(LinkBench.At(69)), budget.Left(LinkBench.At(70))));
        Assert.Same(budget, budget.Exhausted(LinkBench.At(1)));
    }
}
