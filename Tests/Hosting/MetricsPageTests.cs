using System.Diagnostics.Metrics;
using Counterpart.Hosting;

namespace Counterpart.Tests.Hosting;

public sealed class MetricsPageTests : IDisposable
{
    private readonly NodeMetrics node = new();
    private readonly MetricsPage page;

    public MetricsPageTests() => page = new MetricsPage(node);

    public void Dispose()
    {
        page.Dispose();
        node.Dispose();
    }

    [Fact]
    public void Counter_WithTags_IsASumForEachOfThem()
    {
        node.Http.Limited("key");
        node.Http.Limited("key");
        node.Http.Limited("address");
        var lines = Lines("counterpart_http_limited_total");
        Assert.Equal(
            [
                "# HELP counterpart_http_limited_total Requests that were refused by a limit.",
                "# TYPE counterpart_http_limited_total counter",
                "counterpart_http_limited_total{limit=\"address\"} 1",
                "counterpart_http_limited_total{limit=\"key\"} 2",
            ],
            lines);
    }

    [Fact]
    public void Tags_AsTheyAreAndNotAsObjects_MakeTheSeries()
    {
        var counter = node.Meter.CreateCounter<long>("counterpart.test.tags", null, "Tags.");
        var number = 300;
        for (var time = 0; time < 3; time++)
        {
            // Other objects each time.
            counter.Add(1, new KeyValuePair<string, object?>("name", new string('x', 3)), new("number", number));
        }

        counter.Add(5, new KeyValuePair<string, object?>("other", "xxx"), new("number", 300));
        counter.Add(7, new KeyValuePair<string, object?>("name", "xxx"));
        counter.Add(9, new KeyValuePair<string, object?>("name", 300), new("number", "xxx"));
        Assert.Equal(
            [
                "counterpart_test_tags_total{name=\"300\",number=\"xxx\"} 9",
                "counterpart_test_tags_total{name=\"xxx\"} 7",
                "counterpart_test_tags_total{name=\"xxx\",number=\"300\"} 3",
                "counterpart_test_tags_total{other=\"xxx\",number=\"300\"} 5",
            ],
            Lines("counterpart_test_tags_total").Skip(2));
    }

    [Fact]
    public void Histogram_OfValues_IsCumulativeAndABoundIsInsideItsBucket()
    {
        var histogram = node.Meter.CreateHistogram("counterpart.test.sizes", null, "Sizes.", null, new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 5, 10] });
        foreach (var value in new long[] { 0, 1, 5, 6, 10, 11 })
        {
            histogram.Record(value);
        }

        Assert.Equal(
            [
                "# HELP counterpart_test_sizes Sizes.",
                "# TYPE counterpart_test_sizes histogram",
                "counterpart_test_sizes_bucket{le=\"1\"} 2",
                "counterpart_test_sizes_bucket{le=\"5\"} 3",
                "counterpart_test_sizes_bucket{le=\"10\"} 5",
                "counterpart_test_sizes_bucket{le=\"+Inf\"} 6",
                "counterpart_test_sizes_sum 33",
                "counterpart_test_sizes_count 6",
            ],
            Lines("counterpart_test_sizes"));
    }

    [Fact]
    public void UpDownCounter_AddsUp()
    {
        node.Http.Began();
        node.Http.Began();
        node.Http.Ended("GET", "/v1/me", 200, TimeSpan.FromMilliseconds(3));
        Assert.Contains("counterpart_http_active 1", Lines("counterpart_http_active"));
        Assert.Contains("counterpart_http_duration_seconds_bucket{method=\"GET\",route=\"/v1/me\",status=\"200\",le=\"0.005\"} 1", Lines("counterpart_http_duration_seconds"));
    }

    [Fact]
    public void Gauge_ThatIsGone_LeavesNothingBehind()
    {
        ChannelGauge[] channels = [new ChannelGauge("bayside", "wealthbox") { Staleness = TimeSpan.FromSeconds(1.5), BudgetLeft = 12 }];
        node.Channels.Observe(() => channels);
        Assert.Contains("counterpart_channel_staleness_seconds{firm=\"bayside\",system=\"wealthbox\"} 1.5", Lines("counterpart_channel_staleness_seconds"));
        Assert.Contains("counterpart_channel_budget_left{firm=\"bayside\",system=\"wealthbox\"} 12", Lines("counterpart_channel_budget_left"));
        Assert.Empty(Lines("counterpart_channel_budget_limit"));
        channels = [];
        Assert.Empty(Lines("counterpart_channel_staleness_seconds"));
    }

    [Fact]
    public void Label_OfAnyText_IsEscaped()
    {
        node.Http.Limited("a\"b\\c\nd");
        Assert.Contains("counterpart_http_limited_total{limit=\"a\\\"b\\\\c\\nd\"} 1", Lines("counterpart_http_limited_total"));
    }

    [Fact]
    public void Series_WithoutEnd_AreBounded()
    {
        for (var i = 0; i < 10_500; i++)
        {
            node.Http.Limited($"x{i}");
        }

        var lines = Lines("counterpart_http_limited_total");
        Assert.InRange(lines.Count, 10_000, 10_010);
        Assert.Contains("counterpart_http_limited_total{overflow=\"true\"} 500", lines);
    }

    [Fact]
    public void Page_OfANode_IsOfThisNodeAndItsRuntime()
    {
        using var other = new NodeMetrics();
        other.Http.Limited("elsewhere");
        node.Http.Limited("here");
        var text = page.Write();
        Assert.DoesNotContain("elsewhere", text, StringComparison.Ordinal);
        Assert.Contains("here", text, StringComparison.Ordinal);
        Assert.Contains("dotnet_gc_heap_total_allocated_bytes_total ", text, StringComparison.Ordinal);
    }

    private List<string> Lines(string name) => [.. page.Write().Split('\n')
        .Where(line => line.StartsWith($"# HELP {name} ", StringComparison.Ordinal)
            || line.StartsWith($"# TYPE {name} ", StringComparison.Ordinal)
            || (line.StartsWith(name, StringComparison.Ordinal) && (line[name.Length] is ' ' or '{' or '_')))];
}
