using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Counterpart.Tests.Storage;

namespace Counterpart.Tests.Tour;

/// <summary>How the product starts and ends as a process.</summary>
public sealed class StartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoDemo_FreshFolder_IsReadyAndEmpty()
    {
        using var folder = new TemporaryFolder();
        await using var product = await RunningProduct.StartEmptyAsync(folder.Path, Cancel);

        using var ready = await product.Http.GetAsync(new Uri(product.Url, "/health/ready"), Cancel);
        using var demo = await product.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(product.Url, "/v1/me"))
        {
            Headers = { { "Authorization", "Bearer cpk_demo_admin" } },
        }, Cancel);

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, demo.StatusCode);
        Assert.Null(product.ClientWorks);
        Assert.True(File.Exists(Path.Combine(folder.Path, "data", "main", "counterpart.db")));
    }

    [Fact]
    public async Task DataFolder_OfAnotherProcess_EndsTheStartWithOneLine()
    {
        using var folder = new TemporaryFolder();
        await using var product = await RunningProduct.StartEmptyAsync(folder.Path, Cancel);

        var second = await FailedStart.RunAsync(folder.Path, Cancel, "--no-demo", "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("in use by another process", Assert.Single(second.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_Taken_EndsTheStartWithOneLine()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var start = await FailedStart.RunAsync(
            folder.Path, Cancel, "--no-demo", "--urls", string.Create(CultureInfo.InvariantCulture, $"http://{taken.LocalEndpoint}"));

        Assert.Equal(1, start.ExitCode);
        Assert.Contains("already in use", Assert.Single(start.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Counterpart:Debounce=-00:00:01", "Debounce")]
    [InlineData("--Counterpart:Lease=0", "Lease")]
    [InlineData("--Counterpart:Systems:wealthbx:PollEvery=00:00:01", "wealthbx")]
    [InlineData("--Counterpart:Debonce=00:00:01", "Debonce")]
    [InlineData("--Demo:ClientWorksPort=abc", "Demo")]
    [InlineData("--data=/proc/nowhere", "/proc/nowhere")]
    [InlineData("--urls=http://192.0.2.1:5180", "loopback")]
    public async Task Setting_Wrong_EndsTheStartWithOneLineThatNamesIt(string setting, string named)
    {
        using var folder = new TemporaryFolder();

        var start = await FailedStart.RunAsync(folder.Path, Cancel, setting);

        Assert.Equal(1, start.ExitCode);
        Assert.Contains(named, Assert.Single(start.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SimulatorPort_Taken_EndsTheStartWithOneLine()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var start = await FailedStart.RunAsync(
            folder.Path, Cancel, "--urls", "http://127.0.0.1:0", "--Demo:ClientWorksPort=0", string.Create(CultureInfo.InvariantCulture, $"--Demo:WealthboxPort={port}"));

        Assert.Equal(1, start.ExitCode);
        var line = Assert.Single(start.Errors);
        Assert.Contains("already in use", line, StringComparison.Ordinal);
        Assert.Contains("--Demo:WealthboxPort", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_Terminated_EndsCleanlyWithItsSimulators()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var folder = new TemporaryFolder();
        await using var product = await RunningProduct.StartDemoAsync(folder.Path, Cancel);

        var exit = await product.TerminateAsync(Cancel);

        Assert.Equal(0, exit);
        Assert.Equal(string.Empty, product.Errors);
        foreach (var simulator in new[] { product.ClientWorks!, product.Wealthbox! })
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => product.Http.GetAsync(simulator, Cancel));
        }
    }

    [Fact]
    public async Task Demo_StartedAgain_KnowsItsLinks()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var folder = new TemporaryFolder();
        await using (var first = await RunningProduct.StartDemoAsync(folder.Path, Cancel))
        {
            using var linked = await first.Http.SendAsync(Admin(HttpMethod.Post, new Uri(first.Url, "/v1/links"),
                """{"integration":"clientworks-wealthbox","clients":["CW-100001"]}"""), Cancel);
            Assert.Contains("\"result\":\"linked\"", await linked.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            await first.TerminateAsync(Cancel);
        }

        await using var again = await RunningProduct.StartDemoAsync(folder.Path, Cancel);
        using var answer = await again.Http.SendAsync(
            Admin(HttpMethod.Get, new Uri(again.Url, "/v1/links/clientworks-wealthbox/CW-100001"), null), Cancel);
        using var link = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal("linked", link.RootElement.GetProperty("status").GetString());
    }

    private static HttpRequestMessage Admin(HttpMethod method, Uri url, string? json) => new(method, url)
    {
        Headers = { { "Authorization", "Bearer cpk_demo_admin" } },
        Content = json is null ? null : new StringContent(json, null, "application/json"),
    };
}
