using Counterpart.Links;
using FsCheck;
using FsCheck.Fluent;

namespace Counterpart.Tests.Links;

public sealed class CallBudgetTests
{
    private static readonly CallWindow Minute = new(60, TimeSpan.FromMinutes(1));
    private static readonly CallWindow Day = new(5000, TimeSpan.FromDays(1));

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
    public void Reserve_SeveralWindows_EachKeepsItsLimit()
    {
        var steps = Gen.Choose(0, 600_000).Zip(Gen.Choose(1, 9)).ArrayOf(120).ToArbitrary();
        Prop.ForAll(steps, calls =>
        {
            CallWindow[] windows = [new(20, TimeSpan.FromSeconds(60)), new(90, TimeSpan.FromHours(3))];
            var budget = new CallBudget([.. windows]);
            var now = LinkBench.At(3.7);
            var made = new List<DateTimeOffset>();
            foreach (var (wait, count) in calls)
            {
                now = now.AddMilliseconds(wait);
                if (budget.Reserve(now, count, wait % 3 == 0 ? CallKind.Push : CallKind.Read) is { } reserved)
                {
                    budget = reserved;
                    made.AddRange(Enumerable.Repeat(CallBudget.ReservedUntil(now).AddTicks(-1), count));
                }
            }

            return Array.TrueForAll(windows, window =>
                made.TrueForAll(at => made.Count(other => other >= at && other < at + window.Span) <= window.Limit));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Left_EachKindHasAShareThatTheOtherLeaves()
    {
        var now = LinkBench.At(5);
        var budget = new CallBudget([Minute]);
        var (reads, pushes) = (0, 0);
        while (budget.Reserve(now, 1, CallKind.Read) is { } next)
        {
            (budget, reads) = (next, reads + 1);
        }

        Assert.Equal(48, reads);
        Assert.Equal(0, budget.Left(now, CallKind.Sweep));
        while (budget.Reserve(now, 2, CallKind.Push) is { } next)
        {
            (budget, pushes) = (next, pushes + 2);
        }

        Assert.Equal(12, pushes);
        Assert.Equal(48, PushesOf(new CallBudget([Minute])));

        int PushesOf(CallBudget fresh)
        {
            var count = 0;
            for (; fresh.Reserve(now, 1, CallKind.Push) is { } next; fresh = next)
            {
                count++;
            }

            return count;
        }
    }

    [Fact]
    public void Tell_LowerThanOurs_Wins_AndHigherDoesNot()
    {
        var now = LinkBench.At(5);
        var budget = new CallBudget([Minute, Day]).Reserve(now, 10)!;

        Assert.Equal(50, budget.Tell(Minute.Span, 58, 0, now).Left(now));
        var told = budget.Tell(Day.Span, 7, 2, now);
        Assert.Equal(5, told.Left(now));
        Assert.Equal(2, told.Reserve(now, 3)!.Left(now));
        Assert.Null(told.Reserve(now, 6));
        Assert.Equal(5, told.Left(now.AddMinutes(9.9)));
        Assert.Equal(60, told.Left(now.AddMinutes(10)));
    }

    [Fact]
    public void Refund_CallsNeverMade_AreThereAgain()
    {
        var now = LinkBench.At(5);
        var budget = new CallBudget([Minute, Day]).Reserve(now, 10, CallKind.Push)!.Refund(now, 4);

        Assert.Equal((54, 4994, 6), (budget.Left(Minute, now), budget.Left(Day, now), (int)budget.Made));
        Assert.Equal((6, 6), budget.Spent(Day, now));
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
    public void Left_CallsThatArriveLate_CountSoMuchLonger()
    {
        var budget = new CallBudget([Minute with { Margin = TimeSpan.FromSeconds(2) }]).Reserve(LinkBench.At(0), 60)!;

        Assert.Equal((0, 60), (budget.Left(LinkBench.At(71.9)), budget.Left(LinkBench.At(72))));
    }

    [Fact]
    public void Exhausted_LeavesNothingForAWindow()
    {
        var budget = new CallBudget(20, TimeSpan.FromSeconds(60)).Exhausted(LinkBench.At(0));

        Assert.Equal((0, 20), (budget.Left(LinkBench.At(69)), budget.Left(LinkBench.At(70))));
        Assert.Same(budget, budget.Exhausted(LinkBench.At(1)));
    }
}
