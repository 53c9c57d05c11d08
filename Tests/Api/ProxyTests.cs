using Counterpart.Api;

namespace Counterpart.Tests.Api;

/// <summary>Where a request is taken to come from.</summary>
public sealed class ProxyTests
{
    private const string Key = """{"role":"firmAdmin","label":"Jo"}""";

    [Theory]
    [InlineData(null, "203.0.113.9", "127.0.0.1")]
    [InlineData("10.0.0.1", "203.0.113.9", "127.0.0.1")]
    [InlineData("127.0.0.1", "203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.0/8", "203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.1", "1.2.3.4, 203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.1", "nonsense", "127.0.0.1")]
    public async Task Source_OfAForwardedRequest_IsBelievedFromKnownProxiesOnly(string? proxy, string forwarded, string source)
    {
        await using var host = await ApiHost.StartAsync(configure: options =>
        {
            if (proxy is not null)
            {
                options.Proxies.Add(proxy);
            }
        });

        using var response = await host.PostAsync("/v1/keys", Key, headers: ("X-Forwarded-For", forwarded));

        Assert.All(host.Audit.Rows, row => Assert.Equal(source, row.Source));
        Assert.Equal(2, host.Audit.Rows.Count);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("10.0.0.0/40")]
    public void Fault_OfAProxyThatIsNone_NamesIt(string wrong)
    {
        var options = new ApiOptions();
        options.Proxies.Add(wrong);

        Assert.Contains(wrong, options.Fault(), StringComparison.Ordinal);
    }
}
