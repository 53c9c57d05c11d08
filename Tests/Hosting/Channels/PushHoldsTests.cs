using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Tests.Hosting;

public sealed class PushHoldsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DueRow Due = new("pair/client", Now);

    private readonly PushHolds holds = new();

    [Fact]
    public void Running_IsNotFree()
    {
        holds.Start(Due.Link);

        Assert.False(holds.IsFree(Due, Now));
        Assert.Equal(1, holds.Count(Now));
    }

    [Fact]
    public void MovedNothing_WaitsLongerEachTime_AndIsFreeWhenItOwesSomethingElse()
    {
        var first = Finish(Now);
        var second = Finish(Now + first);

        Assert.InRange(first, TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1));
        Assert.InRange(second, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2));
        Assert.True(holds.IsFree(Due with { NotBefore = Now.AddSeconds(-1) }, Now + first));
    }

    [Fact]
    public void OwedAnewWhileItIsPushed_DoesNotWait()
    {
        holds.Start(Due.Link);
        holds.Rewritten(Due.Link);
        holds.Finish(Due, null, Now);

        Assert.True(holds.IsFree(Due, Now));
        Assert.Null(holds.Next(Now));
    }

    [Fact]
    public void OwedAnewAfterAPushThatFoundAnotherAttemptOpen_DoesNotWait()
    {
        Finish(Now);
        Assert.False(holds.IsFree(Due, Now));

        holds.Rewritten(Due.Link);

        Assert.True(holds.IsFree(Due, Now));
    }

    [Fact]
    public void ReadThatFailed_WaitsAsLongAsItWasTold()
    {
        holds.Start(Due.Link);
        holds.Rewritten(Due.Link);
        holds.Finish(Due, Now.AddMinutes(1), Now);

        Assert.False(holds.IsFree(Due, Now.AddSeconds(59)));
        Assert.True(holds.IsFree(Due, Now.AddSeconds(60)));
    }

    /// <summary>A push that moved nothing; gives how long it is held.</summary>
    private TimeSpan Finish(DateTimeOffset now)
    {
        holds.Start(Due.Link);
        holds.Finish(Due, null, now);
        return holds.Next(now)!.Value;
    }
}
