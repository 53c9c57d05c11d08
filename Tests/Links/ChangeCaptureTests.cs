using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class ChangeCaptureTests
{
    private static readonly CaptureTraits Polled = new(false, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10));
    private static readonly CaptureTraits Fed = Polled with { HasFeed = true };

    [Fact]
    public void FirstPass_ReadsEveryPageAndIsComplete()
    {
        var state = ChangeCapture.Start(new CaptureState(), Polled, LinkBench.At(0));
        Assert.Equal(new PageRequest.All(1), state.Next);
        Assert.Equal(DateTimeOffset.MinValue, ChangeCapture.UnchangedSince(state, Polled));

        state = ChangeCapture.Advance(state, Polled, new PageRequest.All(2), null, 150);
        Assert.Equal(new PageRequest.All(2), state.Next);

        state = ChangeCapture.Advance(state, Polled, null, null, 150);
        Assert.Equal((null, LinkBench.At(0), LinkBench.At(0)), (state.Next, state.CompletePass!.Value, state.DeletionsRead!.Value));
        Assert.Equal(LinkBench.At(-2), ChangeCapture.UnchangedSince(state, Polled));
    }

    [Fact]
    public void FirstPass_TotalFalls_StartsOver_ButNotForEver()
    {
        var state = ChangeCapture.Start(new CaptureState(), Polled, LinkBench.At(0));
        state = ChangeCapture.Advance(state, Polled, new PageRequest.All(2), null, 150);
        for (var total = 149; total > 146; total--)
        {
            state = ChangeCapture.Advance(state, Polled, new PageRequest.All(3), null, total);
            Assert.Equal(new PageRequest.All(1), state.Next);
            state = ChangeCapture.Advance(state, Polled, new PageRequest.All(2), null, total);
            Assert.Equal(new PageRequest.All(2), state.Next);
        }

        Assert.Equal(new PageRequest.All(3), ChangeCapture.Advance(state, Polled, new PageRequest.All(3), null, 100).Next);
    }

    [Fact]
    public void NextPass_ReadsWhatWasUpdatedWithAnOverlap()
    {
        var state = ChangeCapture.Start(Complete(0), Polled, LinkBench.At(90));

        Assert.Equal(new PageRequest.UpdatedSince(LinkBench.At(-60)), state.Next);
        state = ChangeCapture.Advance(state, Polled, null, null, 3);
        Assert.Equal((null, LinkBench.At(90)), (state.Next, state.CompletePass!.Value));
    }

    [Fact]
    public void NextPass_TotalFalls_StartsOver()
    {
        var first = new PageRequest.UpdatedSince(LinkBench.At(-60));
        var state = ChangeCapture.Start(Complete(0), Polled, LinkBench.At(90));
        state = ChangeCapture.Advance(state, Polled, first with { Page = 2 }, null, 101);

        state = ChangeCapture.Advance(state, Polled, null, null, 100);
        Assert.Equal((first, LinkBench.At(0)), (state.Next, state.CompletePass!.Value));

        state = ChangeCapture.Advance(state, Polled, null, null, 100);
        Assert.Equal((null, LinkBench.At(90)), (state.Next, state.CompletePass!.Value));
    }

    [Fact]
    public void NextPass_AsksForDeletionsWhenDue()
    {
        var state = ChangeCapture.Start(Complete(0), Polled, LinkBench.At(600));
        state = ChangeCapture.Advance(state, Polled, null, null, 3);
        Assert.Equal(new PageRequest.DeletedSince(LinkBench.At(-60)), state.Next);

        state = ChangeCapture.Advance(state, Polled, null, null, 1);
        Assert.Equal((null, LinkBench.At(600), LinkBench.At(600)), (state.Next, state.CompletePass!.Value, state.DeletionsRead!.Value));
    }

    [Fact]
    public void Start_PassUnderWay_GoesOn()
    {
        var state = ChangeCapture.Advance(
            ChangeCapture.Start(new CaptureState(), Polled, LinkBench.At(0)), Polled, new PageRequest.All(2), null, 150);

        Assert.Same(state, ChangeCapture.Start(state, Polled, LinkBench.At(500)));
    }

    [Fact]
    public void Feed_GoesOnFromItsPosition()
    {
        var state = ChangeCapture.Start(new CaptureState { Position = 7 }, Fed, LinkBench.At(0));
        Assert.Equal(new PageRequest.Feed(7), state.Next);

        state = ChangeCapture.Advance(state, Fed, new PageRequest.Feed(107), 107, null);
        state = ChangeCapture.Advance(state, Fed, null, 110, null);
        Assert.Equal((null, 110, LinkBench.At(0)), (state.Next, state.Position, state.CompletePass!.Value));
    }

    [Fact]
    public void Abandon_PassUnderWay_TheNextBeginsWhereItDid()
    {
        var state = ChangeCapture.Start(new CaptureState { Position = 7 }, Fed, LinkBench.At(0));
        state = ChangeCapture.Advance(state, Fed, new PageRequest.Feed(107), 107, null);
        state = ChangeCapture.Abandon(state);
        Assert.Equal((null, 7, null), (state.Next, state.Position, state.CompletePass));
        Assert.Equal(new PageRequest.Feed(7), ChangeCapture.Start(state, Fed, LinkBench.At(5)).Next);

        var polled = ChangeCapture.Abandon(ChangeCapture.Start(Complete(0), Polled, LinkBench.At(90)));
        Assert.Equal(new PageRequest.UpdatedSince(LinkBench.At(-60)), ChangeCapture.Start(polled, Polled, LinkBench.At(95)).Next);
        Assert.Same(state, ChangeCapture.Abandon(state));
        Assert.Equal(state, ChangeCapture.Abandon(state with { Next = new PageRequest.Feed(9) }));
    }

    [Fact]
    public void Advance_NoPassUnderWay_IsABrokenInvariant() =>
        Assert.Throws<InvalidOperationException>(() => ChangeCapture.Advance(new CaptureState(), Polled, null, null, null));

    [Fact]
    public void State_SavedAsJson_GoesOnWhereItWas()
    {
        var state = ChangeCapture.Start(Complete(0), Polled, LinkBench.At(90));
        state = ChangeCapture.Advance(state, Polled, new PageRequest.UpdatedSince(LinkBench.At(-60), 2), null, 120);

        Assert.Equal(state, JsonSerializer.Deserialize<CaptureState>(JsonSerializer.Serialize(state)));
    }

    private static CaptureState Complete(double at) => new() { CompletePass = LinkBench.At(at), DeletionsRead = LinkBench.At(at) };
}
