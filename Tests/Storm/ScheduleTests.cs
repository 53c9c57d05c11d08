using Counterpart.Load.Storm;

namespace Counterpart.Tests.Storm;

public sealed class ScheduleTests
{
    [Fact]
    public void Due_HoweverSeldomAsked_TellsEveryArrivalWithItsOwnTime()
    {
        var often = new Schedule(seed: 5);
        var seldom = new Schedule(seed: 5);

        var one = Enumerable.Range(1, 10_000).SelectMany(step => often.Due(TimeSpan.FromMilliseconds(step), 200).ToList()).ToList();
        var other = seldom.Due(TimeSpan.FromSeconds(10), 200).ToList();

        Assert.Equal(one, other);
        Assert.InRange(other.Count, 1800, 2200);
        Assert.Equal(other.Order(), other);
    }

    [Fact]
    public void Due_AfterAPause_DoesNotMakeUpForIt()
    {
        var schedule = new Schedule(seed: 1);
        Assert.Empty(schedule.Due(TimeSpan.FromSeconds(100), 0));

        Assert.InRange(schedule.Due(TimeSpan.FromSeconds(101), 100).Count(), 60, 140);
    }

    [Fact]
    public void SkipTo_LeavesOutWhatCameDueBefore()
    {
        var schedule = new Schedule(seed: 1);
        schedule.SkipTo(TimeSpan.FromSeconds(60));

        var due = schedule.Due(TimeSpan.FromSeconds(61), 100).ToList();

        Assert.InRange(due.Count, 60, 140);
        Assert.All(due, time => Assert.True(time >= TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task OpenLoop_WhileNothingIsAnswered_StartsWhatArrivesAndCountsWhatIsTooMuch()
    {
        var loop = new OpenLoop(EndToEnd.RealClock.Instance, mostAtOnce: 10);
        using var stop = new CancellationTokenSource();
        var answered = new TaskCompletionSource();
        var eleventh = new TaskCompletionSource();
        var running = loop.RunAsync(
            new Schedule(seed: 1),
            () =>
            {
                if (loop.LeftOut > 0)
                {
                    eleventh.TrySetResult();
                }

                return 5000;
            },
            _ => answered.Task,
            stop.Token);

        await eleventh.Task.WaitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await running;

        Assert.Equal(10, loop.UnderWay);
        answered.SetResult();
        await loop.EndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, loop.UnderWay);
    }
}
