using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class PushQueueTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private const string Link = "pair/client";

    private readonly PushQueue queue = new();

    [Fact]
    public void Running_IsNotFree()
    {
        queue.Started(Link);

        Assert.False(queue.IsFree(Link, Now, Now));
        Assert.Equal(1, queue.Waiting(Now));
    }

    [Fact]
    public void MovedNothing_WaitsLongerEachTime_AndIsFreeWhenItOwesSomethingElse()
    {
        var first = Finish(Now);
        var second = Finish(Now + first);

        Assert.InRange(first, TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1));
        Assert.InRange(second, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2));
        Assert.True(queue.IsFree(Link, Now.AddSeconds(-1), Now + first));
    }

    [Fact]
    public void OwedAnewWhileItIsPushed_DoesNotWait()
    {
        queue.Started(Link);
        queue.Rewritten(Link);
        queue.Finished(Link, Now, null, Now);

        Assert.True(queue.IsFree(Link, Now, Now));
        Assert.Null(queue.NextHeld(Now));
    }

    [Fact]
    public void OwedAnewAfterAPushThatFoundAnotherAttemptOpen_DoesNotWait()
    {
        Finish(Now);
        Assert.False(queue.IsFree(Link, Now, Now));

        queue.Rewritten(Link);

        Assert.True(queue.IsFree(Link, Now, Now));
    }

    [Fact]
    public void ReadThatFailed_WaitsAsLongAsItWasTold()
    {
        queue.Started(Link);
        queue.Rewritten(Link);
        queue.Finished(Link, Now, Now.AddMinutes(1), Now);

        Assert.False(queue.IsFree(Link, Now, Now.AddSeconds(59)));
        Assert.True(queue.IsFree(Link, Now, Now.AddSeconds(60)));
    }

    /// <summary>A push that moved nothing; gives how long it is held.</summary>
    private TimeSpan Finish(DateTimeOffset now)
    {
        queue.Started(Link);
        queue.Finished(Link, Now, null, now);
        return queue.NextHeld(now)!.Value;
    }
}
