using Counterpart.Load.Storm;

namespace Counterpart.Tests.Storm;

public sealed class ServerMetricsTests
{
    [Fact]
    public void Page_OfTwoNodes_AddsUp()
    {
        const string Page = """
            # HELP counterpart_commit_queue Commands that wait.
            # TYPE counterpart_commit_queue gauge
            counterpart_commit_queue 3
            counterpart_commit_queue_limit 10000
            counterpart_http_active{method="GET"} 2
            counterpart_http_active{method="POST"} 5
            """;
        var values = new Dictionary<string, double>(StringComparer.Ordinal);

        ServerMetrics.Add(Page, values);
        ServerMetrics.Add(Page, values);

        Assert.Equal((6, 14), (values["queue.commit"], values["queue.requests"]));
        Assert.Equal(2, values.Count);
    }
}
