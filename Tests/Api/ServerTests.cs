using System.Net;
using System.Net.Sockets;
using System.Text;
using Counterpart.Api;
using Xunit;

namespace Counterpart.Tests.Api;

public sealed class ServerTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/v1")]
    [InlineData("/v1/links/clientworks-wealthbox")]
    [InlineData("/v1/links/clientworks-wealthbox/a/b/c")]
    public async Task Path_Unknown_IsNotFound(string path)
    {
        using var response = await host.GetAsync(path);
        await response.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Theory]
    [InlineData("DELETE", ApiHost.Integration, "GET, PUT")]
    [InlineData("PUT", ApiHost.Links, "GET, POST")]
    [InlineData("PATCH", ApiHost.Link, "GET")]
    public async Task Method_NotThere_IsNotAllowed(string method, string path, string allow)
    {
        using var response = await host.SendAsync(new HttpMethod(method), path, "firmAdmin");
        await response.ProblemAsync(HttpStatusCode.MethodNotAllowed, ProblemCode.MethodNotAllowed);
        Assert.Equal(allow, string.Join(", ", response.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Failure_Unexpected_ShowsNothingOfIt(string environment)
    {
        await using var failing = await ApiHost.StartAsync(environment);
        failing.Service.Failure = new InvalidOperationException("secret");
        using var response = await failing.GetAsync(ApiHost.Link);
        await response.ProblemAsync(HttpStatusCode.InternalServerError, ProblemCode.Internal);
        Assert.DoesNotContain(
            "secret", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_OfCallers_IsUnavailable()
    {
        host.Callers.Failure = new Counterpart.Storage.StoreUnavailableException("down");
        using var response = await host.GetAsync("/v1/me");
        await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCode.StoreUnavailable);
    }

    [Fact]
    public async Task Request_TooManyAtATime_IsOverloadedAndHealthIsNot()
    {
        await using var small = await ApiHost.StartAsync(configure: options => options.ConcurrentRequests = 1);
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        small.Service.Hold = hold.Task;
        var held = small.GetAsync(ApiHost.Link);
        await small.Service.Asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var refused = await small.GetAsync("/v1/me");
        var problem = await refused.ProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCode.Overloaded);
        Assert.Equal(Problems.Overloaded(ApiLimits.RetryAfter).Problem, problem);
        Assert.Equal(ApiLimits.RetryAfter, refused.Headers.RetryAfter?.Delta);
        Assert.True(refused.Headers.CacheControl?.NoStore);

        // Nor is its body read, and the connection goes on.
        using var post = await small.PostAsync(ApiHost.Links, new string(' ', 100_000));
        await post.ProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCode.Overloaded);
        using var ready = await small.GetAsync("/health/ready", key: null);
        await ready.OkAsync<HealthAnswer>();
        hold.SetResult();
        using var answered = await held;
        await answered.OkAsync<LinkAnswer>();
        using var again = await small.GetAsync("/v1/me");
        await again.OkAsync<MeAnswer>();
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400")]
    [InlineData("Content-Length: 9999999\r\n\r\n{", "413")]
    public async Task Body_BrokenFraming_IsAProblem(string rest, string status)
    {
        using var client = new TcpClient();
        var cancel = TestContext.Current.CancellationToken;
        await client.ConnectAsync(IPAddress.Loopback, host.Http.BaseAddress!.Port, cancel);
        var head = "POST /v1/links HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer firmAdmin\r\nContent-Type: application/json\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + rest), cancel);
        using var reader = new StreamReader(client.GetStream());
        Assert.StartsWith($"HTTP/1.1 {status} ", await reader.ReadLineAsync(cancel), StringComparison.Ordinal);
        Assert.Contains("application/problem+json", await reader.ReadToEndAsync(cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_Any_IsHardened()
    {
        foreach (var path in new[] { "/", "/v1/me", "/nowhere", "/health/live", "/openapi/v1.json" })
        {
            using var response = await host.GetAsync(path);
            Assert.False(response.Headers.Contains("Server"));
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.NotEmpty(response.Headers.GetValues("X-Request-Id").Single());
        }
    }

    [Fact]
    public async Task Health_NotReady_IsUnavailable()
    {
        using var ready = await host.GetAsync("/health/ready", key: null);
        Assert.Equal(HealthStatus.Ready, (await ready.OkAsync<HealthAnswer>()).Status);
        host.Readiness.IsReady = false;
        using var notReady = await host.GetAsync("/health/ready", key: null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, notReady.StatusCode);
        using var live = await host.GetAsync("/health/live", key: null);
        Assert.Equal(HealthStatus.Live, (await live.OkAsync<HealthAnswer>()).Status);
    }

    [Fact]
    public async Task Root_WithoutKey_PointsToTheDocument()
    {
        using var response = await host.GetAsync("/", key: null);
        Assert.Equal("/openapi/v1.json", (await response.OkAsync<RootAnswer>()).OpenApi);
    }
}
