using System.Diagnostics;
using Counterpart.Api;

namespace Counterpart.Tests.Api;

/// <summary>Spans of grain calls carry a grain's id, and with it a client's: it is taken off them before they are exported.</summary>
public sealed class GrainSpanTests
{
    [Theory]
    [InlineData("rpc.orleans.target_id")]
    [InlineData("rpc.orleans.source_id")]
    [InlineData("orleans.grain.id")]
    [InlineData("exception.message")]
    [InlineData("exception.stacktrace")]
    public void SpanOfAGrainCall_HoldsNoIds(string tag)
    {
        using var span = Ended(GrainSpans.Source, tag);
        Assert.Null(span.GetTagItem(tag));
        Assert.Equal("AskAsync", span.GetTagItem("rpc.method"));
    }

    [Fact]
    public void SpanOfAnotherSource_StaysAsItIs()
    {
        using var span = Ended("Another", "exception.message");
        Assert.Equal("link/north/cw-wb/c-1", span.GetTagItem("exception.message"));
    }

    private static Activity Ended(string name, string tag)
    {
        using var source = new ActivitySource(name);
        using var listener = new ActivityListener
        {
            ShouldListenTo = heard => ReferenceEquals(heard, source),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var scrubbing = new GrainSpans();
        var span = source.StartActivity("call")!;
        span.SetTag(tag, "link/north/cw-wb/c-1").SetTag("rpc.method", "AskAsync");
        scrubbing.OnEnd(span);
        return span;
    }
}
