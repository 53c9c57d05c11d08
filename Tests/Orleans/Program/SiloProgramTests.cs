using System.Net;
using System.Net.Http.Headers;
using Counterpart.Tests.Storage;
using Counterpart.Tests.Tour;

namespace Counterpart.Tests.Orleans.Program;

/// <summary>How the Silo program starts, guards its dashboard, and ends.</summary>
public sealed class SiloProgramTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Demo_OneSilo_LinksShowsItsDashboardToOperatorsOnlyAndEndsCleanly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var folder = new TemporaryFolder();
        await using var product = await SiloRun.StartDemoAsync(folder.Path, Cancel);

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(product, "/health/ready", null)).Status);
        using var link = new HttpRequestMessage(HttpMethod.Post, new Uri(product.Url, "/v1/links"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "cpk_demo_admin") },
            Content = new StringContent("""{"integration":"clientworks-wealthbox","clients":["CW-100001"]}""", null, "application/json"),
        };
        using var linked = await product.Http.SendAsync(link, Cancel);
        Assert.Contains("\"result\":\"linked\"", await linked.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(product, "/dashboard/", null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(product, "/dashboard/DashboardCounters", null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(product, "/dashboard/DashboardCounters", "cpk_demo_admin")).Status);
        Assert.Contains("<html", (await GetAsync(product, "/dashboard/", "cpk_demo_operator")).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Counterpart.Grains.LinkGrain", (await GetAsync(product, "/dashboard/DashboardCounters", "cpk_demo_operator")).Text, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await GetAsync(product, "/dashboard/GrainState?grainType=link&grainId=link", "cpk_demo_operator")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(product, "/dashboard/Trace", "cpk_demo_operator")).Status);
        Assert.DoesNotContain("dashboard", (await GetAsync(product, "/openapi/v1.json", null)).Text, StringComparison.OrdinalIgnoreCase);

        Assert.Equal(0, await product.TerminateAsync(Cancel));
        Assert.Equal(string.Empty, product.Errors);
    }

    [Fact]
    public async Task Dashboard_TurnedOff_IsNotThere()
    {
        using var folder = new TemporaryFolder();
        await using var product = await SiloRun.StartDemoAsync(folder.Path, Cancel, "--Cluster:Dashboard=false");

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(product, "/dashboard/", "cpk_demo_operator")).Status);
    }

    [Theory]
    [InlineData("--Cluster:Role=gateway", "Counterpart:Store:ConnectionString")]
    [InlineData("--Cluster:Role=silo", "Counterpart:Store:ConnectionString")]
    [InlineData("--Cluster:Role=boss", "Role")]
    [InlineData("--Cluster:SiloPort=0", "SiloPort")]
    [InlineData("--Cluster:GatewayPort=11111", "GatewayPort")]
    [InlineData("--Cluster:Address=here", "Address")]
    [InlineData("--Cluster:Address=192.0.2.1", "Address")]
    [InlineData("--Cluster:ResponseTimeout=0", "ResponseTimeout")]
    [InlineData("--Cluster:CallsPerLink=1", "CallsPerLink")]
    [InlineData("--Cluster:ClusterId=a b", "ClusterId")]
    [InlineData("--Cluster:Dashbord=false", "Dashbord")]
    public async Task Setting_Wrong_EndsTheStartWithOneLineThatNamesIt(string setting, string named)
    {
        using var folder = new TemporaryFolder();

        var start = await FailedStart.RunAsync("Silo", folder.Path, Cancel, "--no-demo", setting);

        Assert.Equal(1, start.ExitCode);
        Assert.Contains(named, Assert.Single(start.Errors), StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(RunningProduct product, string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(product.Url, path));
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await product.Http.SendAsync(request, Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }
}
