using Counterpart.Links;
using Xunit;

namespace Counterpart.Tests.Systems;

public sealed class WriteOutcomeTests
{
    private const string Secret = "Moreau";
    private static readonly RecordPatch Patch = Connect.Scalar("name/last", Secret);

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "<html>saved</html>")]
    [InlineData(200, """{"id":8,"type":"Person"}""")]
    [InlineData(200, """[]""")]
    [InlineData(204, null)]
    [InlineData(303, null)]
    [InlineData(408, null)]
    [InlineData(500, "<html>something went wrong</html>")]
    [InlineData(502, null)]
    [InlineData(503, null)]
    public async Task Write_AnswerThatSaysNothing_IsUnknown(int status, string? body) =>
        Assert.IsType<WriteOutcome.Unknown>(await Wealthbox(FakeSystem.Answering(status, body)));

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task Write_RecordNotThere_IsGone(int status)
    {
        Assert.Equal(new WriteOutcome.Gone(GoneReason.Deleted), await Wealthbox(FakeSystem.Answering(status, """{"errors":"insufficient permissions"}""")));
        Assert.Equal(new WriteOutcome.Gone(GoneReason.Deleted), await ClientWorks(FakeSystem.Answering(status)));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Write_TokenRefusedOrWithoutTheRight_IsNotSent(int status) =>
        Assert.IsType<WriteOutcome.NotSent>(await Wealthbox(FakeSystem.Answering(status, """{"errors":"insufficient permissions"}""")));

    [Theory]
    [InlineData("17", 17)]
    [InlineData("Mon, 02 Mar 2026 09:00:30 GMT", 30)]
    [InlineData("Mon, 02 Mar 2026 08:00:00 GMT", 0)]
    [InlineData("soon", 5)]
    [InlineData(null, 5)]
    public async Task Write_OverTheLimit_IsNotSentAndWaits(string? retryAfter, int seconds)
    {
        var headers = retryAfter is null ? Array.Empty<(string, string)>() : [("Retry-After", retryAfter)];
        var outcome = await Wealthbox(FakeSystem.Answering(429, """{"error":"rate limit exceeded"}""", headers));
        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.IsType<WriteOutcome.NotSent>(outcome).RetryAfter);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    public async Task Write_NotConnected_IsNotSent(HttpRequestError error) =>
        Assert.IsType<WriteOutcome.NotSent>(await Wealthbox(FakeSystem.Unreachable(error)));

    [Fact]
    public async Task Write_ConnectionBrokeAfterTheBody_IsUnknown()
    {
        Assert.IsType<WriteOutcome.Unknown>(await Wealthbox(FakeSystem.Doing(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded))));
        Assert.IsType<WriteOutcome.Unknown>(await Wealthbox(FakeSystem.Doing(_ => throw new IOException("reset"))));
    }

    [Fact]
    public async Task Write_BodyBreaksOff_IsUnknownAt200AndRefusedAt422()
    {
        Assert.IsType<WriteOutcome.Unknown>(await Wealthbox(BrokenBody(200)));
        Assert.IsType<WriteOutcome.Refused>(await Wealthbox(BrokenBody(422)));
    }

    [Fact]
    public async Task Write_NoAnswerInTime_IsUnknown()
    {
        var clock = new ManualClock();
        var asked = new TaskCompletionSource();
        var system = FakeSystem.Doing(async cancel =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
            throw new InvalidOperationException();
        });
        var write = Connect.Wealthbox(system, clock).WriteAsync("7", Patch, TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        await asked.Task;
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.False(write.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<WriteOutcome.Unknown>(await write);
    }

    [Fact]
    public async Task Write_NoTimeLeft_IsNotSent()
    {
        var system = FakeSystem.Answering(200, "{}");
        var outcome = await Connect.Wealthbox(system).WriteAsync("7", Patch, TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.IsType<WriteOutcome.NotSent>(outcome);
        Assert.Equal(0, system.Calls);
    }

    [Fact]
    public async Task Write_CancelledBeforeItWasSent_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var connector = Connect.Wealthbox(FakeSystem.Answering(200, "{}"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connector.WriteAsync("7", Patch, Connect.Timeout, cancelled.Token));
    }

    [Fact]
    public async Task Write_CancelledAfterItWasSent_IsUnknown()
    {
        using var cancelled = new CancellationTokenSource();
        var system = FakeSystem.Doing(async cancel =>
        {
            await cancelled.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            throw new InvalidOperationException();
        });
        Assert.IsType<WriteOutcome.Unknown>(await Connect.Wealthbox(system).WriteAsync("7", Patch, Connect.Timeout, cancelled.Token));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    [InlineData(422)]
    public async Task Write_Refused_SaysWhyWithoutValues(int status)
    {
        var outcome = await Wealthbox(FakeSystem.Answering(status, $$$"""{"errors":{"last_name":["{{{Secret}}} is taken"]}}"""));
        Assert.Equal(new WriteOutcome.Refused("name/last", $"wealthbox refused it ({status})"), outcome);
    }

    [Theory]
    [InlineData(412)]
    [InlineData(428)]
    public async Task Write_HubHasAnotherRevision_IsConflicted(int status) =>
        Assert.IsType<WriteOutcome.Conflicted>(await ClientWorks(FakeSystem.Answering(status, "{}")));

    private static Task<WriteOutcome> Wealthbox(FakeSystem system) => Connect.Write(Connect.Wealthbox(system), Patch);

    private static Task<WriteOutcome> ClientWorks(FakeSystem system) => Connect.Write(Connect.ClientWorks(system), Patch);

    private static FakeSystem BrokenBody(int status) => FakeSystem.Doing(_ =>
    {
        var response = FakeSystem.Response(status, null);
        response.Content = new StreamContent(new BrokenStream());
        return Task.FromResult(response);
    });

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("broke off");
    }
}
