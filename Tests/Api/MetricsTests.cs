using System.Net;

namespace Counterpart.Tests.Api;

public sealed class MetricsTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Metrics_ForAnOperator_ArePrometheusText()
    {
        using var link = await host.GetAsync(ApiHost.Link);
        using var response = await host.GetAsync("/metrics", "operator");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(
            "counterpart_http_duration_seconds_count{method=\"GET\",route=\"/v1/links/{integration}/{client}\",status=\"200\"} ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CW-1", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(
            "^(# (HELP|TYPE) [a-z_0-9]+ .+|[a-zA-Z_][a-zA-Z_0-9]*(\\{([a-zA-Z_][a-zA-Z_0-9]*=\"([^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)+\\})? ([-+0-9.eE]+|\\+Inf|NaN))$", line));
    }

    [Theory]
    [InlineData("firmAdmin")]
    [InlineData("system")]
    public async Task Metrics_ForAFirm_AreForbidden(string key)
    {
        using var response = await host.GetAsync("/metrics", key);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Metrics_OfPathsThatAreNotThere_NameNoPath()
    {
        using var nowhere = await host.GetAsync("/v1/clients/Laurent");
        using var odd = await host.SendAsync(new HttpMethod("LAURENT"), "/v1/me", "firmAdmin");
        using var response = await host.GetAsync("/metrics", "operator");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("route=\"unmatched\",status=\"404\"", text, StringComparison.Ordinal);
        Assert.Contains("method=\"OTHER\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("laurent", text, StringComparison.OrdinalIgnoreCase);
    }
}
