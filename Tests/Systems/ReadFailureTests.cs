using Counterpart.Systems;
using Xunit;

namespace Counterpart.Tests.Systems;

public sealed class ReadFailureTests
{
    [Theory]
    [InlineData(401, FailureKind.Unauthorized)]
    [InlineData(403, FailureKind.Forbidden)]
    [InlineData(404, FailureKind.Rejected)]
    [InlineData(400, FailureKind.Rejected)]
    [InlineData(302, FailureKind.Rejected)]
    [InlineData(408, FailureKind.Unavailable)]
    [InlineData(500, FailureKind.Unavailable)]
    [InlineData(503, FailureKind.Unavailable)]
    [InlineData(200, FailureKind.Unavailable)]
    public async Task Probe_Failure_HasItsKindAndNothingOfTheBody(int status, FailureKind kind)
    {
        var system = FakeSystem.Answering(status, $"<html>{Connect.Token}</html>");
        var probe = await Connect.Wealthbox(system).ProbeAsync(TestContext.Current.CancellationToken);
        var failure = Assert.IsType<ProbeResult.Failed>(probe).Failure;
        Assert.Equal(kind, failure.Kind);
        Assert.DoesNotContain(Connect.Token, failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1e999")]
    [InlineData("1.5")]
    [InlineData("\"6\\u00006\"")]
    [InlineData("\"6\\n6\"")]
    [InlineData("\"\\ud800\"")]
    public async Task Probe_WithATenantThatIsNoId_Fails(string account)
    {
        var system = FakeSystem.Answering(200, $$"""{"current_user":{"id":1,"account":{{account}} } }""");
        Assert.IsType<ProbeResult.Failed>(await Connect.Wealthbox(system).ProbeAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Probe_OverTheLimit_SaysHowLong()
    {
        var probe = await Connect.Wealthbox(FakeSystem.Answering(429, null, ("Retry-After", "60"))).ProbeAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new CallFailure(FailureKind.Limited, "wealthbox answered 429", TimeSpan.FromMinutes(1)), Assert.IsType<ProbeResult.Failed>(probe).Failure);
    }

    [Fact]
    public async Task Read_BodyTooLong_IsUnavailable()
    {
        var body = $$"""{"id":7,"type":"Person","background_information":"{{new string('x', 8 * 1024 * 1024)}}"}""";
        Assert.Equal(FailureKind.Unavailable, await Failure(FakeSystem.Answering(200, body)));
        Assert.Equal(FailureKind.Unavailable, await Failure(FakeSystem.Doing(_ =>
        {
            var response = FakeSystem.Response(200, body);
            response.Content = new StreamContent(new UnsizedStream(body));
            return Task.FromResult(response);
        })));
    }

    [Fact]
    public async Task Read_Unreachable_IsUnavailable() => Assert.Equal(FailureKind.Unavailable, await Failure(FakeSystem.Unreachable()));

    [Fact]
    public async Task Read_NoAnswerInTime_IsUnavailable()
    {
        var clock = new ManualClock();
        var asked = new TaskCompletionSource();
        var system = FakeSystem.Doing(async cancel =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
            throw new InvalidOperationException();
        });
        var read = Connect.Wealthbox(system, clock).ReadAsync("7", TestContext.Current.CancellationToken);
        await asked.Task;
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(FailureKind.Unavailable, Assert.IsType<ReadResult.Failed>(await read).Failure.Kind);
    }

    [Fact]
    public async Task Read_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        var system = FakeSystem.Doing(async cancel =>
        {
            await cancelled.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            throw new InvalidOperationException();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Connect.Wealthbox(system).ReadAsync("7", cancelled.Token));
    }

    private static async Task<FailureKind> Failure(FakeSystem system)
    {
        var read = await Connect.Wealthbox(system).ReadAsync("7", TestContext.Current.CancellationToken);
        return Assert.IsType<ReadResult.Failed>(read).Failure.Kind;
    }

    private sealed class UnsizedStream(string body) : MemoryStream(System.Text.Encoding.UTF8.GetBytes(body))
    {
        public override bool CanSeek => false;
    }
}
