using System.Net;
using System.Net.Sockets;
using System.Text;
using Counterpart.Api;
using Counterpart.Tests.Storage;

namespace Counterpart.Tests.Api;

public sealed class LimitTests
{
    private const string Change = """{"changes":[{"record":"CW-1","revision":1,"fields":{}}]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_UsedTooOften_IsLimitedAndOthersAreNot()
    {
        await using var host = await ApiHost.StartAsync(configure: options => (options.RequestsPerSecond, options.RequestBurst) = (0.1, 3));
        for (var left = 2; left >= 0; left--)
        {
            using var response = await host.GetAsync("/v1/me");
            await response.OkAsync<MeAnswer>();
            Assert.Equal(["3"], response.Headers.GetValues("RateLimit-Limit"));
            Assert.Equal([$"{left}"], response.Headers.GetValues("RateLimit-Remaining"));
        }

        using var refused = await host.GetAsync("/v1/me");
        await refused.ProblemAsync(HttpStatusCode.TooManyRequests, ProblemCode.RateLimited);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 10);
        Assert.InRange(int.Parse(refused.Headers.GetValues("RateLimit-Reset").Single(), System.Globalization.CultureInfo.InvariantCulture), 20, 30);
        using var other = await host.GetAsync("/v1/me", "adviser");
        await other.OkAsync<MeAnswer>();
    }

    [Fact]
    public async Task Key_OverItsLimit_ChangesNothing()
    {
        await using var host = await ApiHost.StartAsync(configure: options => (options.RequestsPerSecond, options.RequestBurst) = (0.1, 1));
        const string Body = """{"integration":"clientworks-wealthbox","clients":["CW-1"]}""";
        using var first = await host.PostAsync(ApiHost.Links, Body);
        await first.OkAsync<LinksAnswer>();
        using var second = await host.PostAsync(ApiHost.Links, Body);
        await second.ProblemAsync(HttpStatusCode.TooManyRequests, ProblemCode.RateLimited);
        Assert.Equal(1, host.Service.Writes);
    }

    [Fact]
    public async Task SystemKey_PostsByALimitOfItsOwn()
    {
        await using var host = await ApiHost.StartAsync(
            configure: options => (options.RequestsPerSecond, options.RequestBurst, options.PostsPerSecond, options.PostBurst) = (0.1, 1, 0.1, 3));
        for (var post = 0; post < 3; post++)
        {
            using var response = await host.PostAsync(ApiHost.Changes, Change, "system");
            await response.OkAsync<ChangesAnswer>();
        }

        using var refused = await host.PostAsync(ApiHost.Changes, Change, "system");
        await refused.ProblemAsync(HttpStatusCode.TooManyRequests, ProblemCode.RateLimited);
        using var me = await host.GetAsync("/v1/me", "system");
        await me.OkAsync<MeAnswer>();
        using var again = await host.GetAsync("/v1/me", "system");
        await again.ProblemAsync(HttpStatusCode.TooManyRequests, ProblemCode.RateLimited);
    }

    [Fact]
    public async Task Address_WithoutAGoodKey_IsLimitedAndGoodKeysGoOn()
    {
        await using var host = await ApiHost.StartAsync(configure: options => (options.AttemptsPerSecond, options.AttemptBurst) = (0.1, 3));
        using var known = await host.GetAsync("/v1/me", "adviser");
        await known.OkAsync<MeAnswer>();
        foreach (var key in new[] { "cpk_wrong", null, "cpk_wronger" })
        {
            using var wrong = await host.GetAsync("/v1/me", key);
            await wrong.ProblemAsync(HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated);
        }

        using var refused = await host.GetAsync("/v1/me", "cpk_wrong");
        await refused.ProblemAsync(HttpStatusCode.TooManyRequests, ProblemCode.RateLimited);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 10);
        using var still = await host.GetAsync("/v1/me", "adviser");
        await still.OkAsync<MeAnswer>();
        using var health = await host.GetAsync("/health/live", null);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public void Buckets_Empty_FillAgainAtTheirRate()
    {
        var clock = new ManualClock();
        var buckets = new TokenBuckets(new RateLimit(2, 4), 10, clock);
        Assert.Equal([3, 2, 1, 0], Enumerable.Range(0, 4).Select(_ => buckets.Take("a").Left));
        var refused = buckets.Take("a");
        Assert.Equal((false, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2)), (refused.Granted, refused.Wait, refused.Full));
        clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.True(buckets.Take("a").Granted);
        Assert.False(buckets.Take("a").Granted);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, buckets.Take("a").Left);
    }

    [Fact]
    public void Buckets_ThatAreFull_AreForgottenAndTheRestShareOne()
    {
        var clock = new ManualClock();
        var buckets = new TokenBuckets(new RateLimit(1, 2), 100, clock);
        for (var i = 0; i < 1000; i++)
        {
            buckets.Take($"a{i}");
        }

        Assert.Equal(100, buckets.Count);
        Assert.False(buckets.Take("one more").Granted);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(buckets.Take("another").Granted);
        Assert.Equal(1, buckets.Count);
    }

    [Fact]
    public void Buckets_ThatAreLookedAt_AreNotMade_AndWhatHasNoneIsJudgedByTheRest()
    {
        var clock = new ManualClock();
        var buckets = new TokenBuckets(new RateLimit(1, 1), 2, clock);
        Assert.True(buckets.Look("a").Granted);
        Assert.Equal(0, buckets.Count);
        Parallel.For(0, 100, _ => buckets.Take("a"));
        buckets.Take("b");
        Assert.Equal(2, buckets.Count);
        buckets.Take("c");
        Assert.False(buckets.Look("a").Granted);
        Assert.False(buckets.Look("d").Granted);
        clock.Advance(TimeSpan.FromSeconds(1));
        buckets.Take("e");
        Assert.Equal(1, buckets.Count);
        Assert.True(buckets.Look("d").Granted);
    }

    [Theory]
    [InlineData("X-Long: ", 20_000, 1)]
    [InlineData("X-Many: ", 10, 80)]
    public async Task Headers_TooManyOrTooLong_AreRefused(string name, int length, int count)
    {
        await using var host = await ApiHost.StartAsync();
        var headers = string.Concat(Enumerable.Repeat($"{name}{new string('x', length)}\r\n", count));
        Assert.StartsWith("HTTP/1.1 431 ", await RawAsync(host, $"GET /v1/me HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequestLine_TooLong_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await RawAsync(host, $"GET /v1/me?{new string('x', 9000)} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 414 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_ThatComesTooSlowly_IsGivenUp()
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await RawAsync(
            host, "POST /v1/links HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer firmAdmin\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{");
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("request_timeout", answer, StringComparison.Ordinal);
        Assert.Equal(0, host.Service.Writes);
    }

    [Fact]
    public async Task Queue_OfTheHostFull_IsOverloaded()
    {
        await using var host = await ApiHost.StartAsync();
        host.Service.Failure = new Counterpart.Hosting.OverloadedException(TimeSpan.FromSeconds(7));
        using var response = await host.PostAsync(ApiHost.Changes, Change, "system");
        await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCode.Overloaded);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
    }

    /// <summary>Everything that is answered until the connection ends.</summary>
    private static async Task<string> RawAsync(ApiHost host, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Http.BaseAddress!.Port, Cancel);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Cancel);
        using var reader = new StreamReader(client.GetStream());
        var answer = new StringBuilder();
        try
        {
            while (await reader.ReadLineAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancel) is { } line)
            {
                answer.AppendLine(line);
            }
        }
        catch (IOException)
        {
            // The server closed with data of ours unread.
        }

        return answer.ToString();
    }
}
