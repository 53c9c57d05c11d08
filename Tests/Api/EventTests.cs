using System.Net;
using System.Net.Sockets;
using System.Text;
using Counterpart.Api;
using Counterpart.Tests.EndToEnd;
using Counterpart.Tests.Hosting;

namespace Counterpart.Tests.Api;

public sealed class EventTests : IAsyncLifetime
{
    private const string Path = "/v1/events";
    private const string Firm = "bayside";
    private readonly ApiHost host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        host.Events.PollEvery = TimeSpan.FromMilliseconds(10);
        host.Events.CheckEvery = TimeSpan.FromMilliseconds(100);
        return host.InitializeAsync();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Events_FromNowOn_AreReadyAndThenLinks()
    {
        host.Journal.Append(Firm, "CW-1", FakeEventLog.Seen("before"));
        using var response = await host.GetAsync(Path);
        Assert.True(response.Headers.CacheControl?.NoStore);
        using var events = await EventReader.OfAsync(response);
        var ready = (await events.NextAsync())!.Value;
        Assert.Equal(("ready", "e1-1", "e1-1"), (ready.Name, ready.Id, (string)ready.Data["from"]!));

        host.Journal.Append(Firm, "CW-1", FakeEventLog.Seen("Laurent\nnée Ölberg"));
        var link = (await events.NextAsync())!.Value;
        Assert.Equal(("link", "e1-2"), (link.Name, link.Id));
        Assert.Equal("CW-1", (string)link.Data["client"]!);
        var change = Assert.Single(link.Data["changes"]!.AsArray())!;
        Assert.Equal(("fieldChanged", "name/last", "hub", "Laurent\nnée Ölberg"), ((string)change["kind"]!, (string)change["path"]!, (string)change["side"]!, (string)change["value"]!));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Events_FromALastId_FollowIt(bool header)
    {
        for (var i = 0; i < 5; i++)
        {
            host.Journal.Append(Firm, "CW-1", FakeEventLog.Seen($"{i}"));
        }

        using var response = header
            ? await host.SendAsync(HttpMethod.Get, Path + "?after=e1-1", "firmAdmin", null, ("Last-Event-ID", "e1-3"))
            : await host.GetAsync(Path + "?after=e1-3");
        using var events = await EventReader.OfAsync(response);
        Assert.Equal("ready", (await events.NextAsync())!.Value.Name);
        Assert.Equal("e1-4", (await events.NextAsync())!.Value.Id);
        Assert.Equal("e1-5", (await events.NextAsync())!.Value.Id);
    }

    [Fact]
    public async Task Events_FromAnotherDataEpoch_AreReset()
    {
        host.Journal.Append(Firm, "CW-1", FakeEventLog.Seen("x"));
        using var response = await host.GetAsync(Path + "?after=old-1");
        using var events = await EventReader.OfAsync(response);
        var reset = (await events.NextAsync())!.Value;
        Assert.Equal(("reset", "e1-1", "dataEpoch"), (reset.Name, reset.Id, (string)reset.Data["reason"]!));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("e1-")]
    [InlineData("-5")]
    [InlineData("e1-99999999999999999999")]
    public async Task Events_AfterWhatIsNoId_IsAFault(string id)
    {
        using var response = await host.GetAsync($"{Path}?after={id}");
        await response.FaultAsync("after", null, "must be the id of an event");
        using var header = await host.SendAsync(HttpMethod.Get, Path, "firmAdmin", null, ("Last-Event-ID", id));
        await header.FaultAsync("Last-Event-ID", null, "must be the id of an event");
    }

    [Fact]
    public async Task Events_WithoutNews_BeatAndMoveOnOverWhatIsHidden()
    {
        host.Events.HeartbeatEvery = TimeSpan.FromMilliseconds(100);
        using var response = await host.GetAsync(Path, "client");
        using var events = await EventReader.OfAsync(response);
        await events.NextAsync();
        for (var i = 0; i < 4; i++)
        {
            host.Journal.Append(Firm, "CW-2", FakeEventLog.Seen("another's"));
        }

        await Task.Delay(500, Cancel);
        host.Journal.Append(Firm, "CW-1", FakeEventLog.Seen("own"));
        using var cut = new CancellationTokenSource();
        var own = (await events.NextAsync())!.Value;
        Assert.Equal("e1-5", own.Id);
        Assert.True(events.Comments > 0);
    }

    [Fact]
    public async Task Heartbeat_OverWhatIsHidden_CarriesThePosition()
    {
        host.Events.HeartbeatEvery = TimeSpan.FromMilliseconds(100);
        using var response = await host.GetAsync(Path, "client");
        await using var stream = await response.Content.ReadAsStreamAsync(Cancel);
        using var lines = new StreamReader(stream);
        host.Journal.Append(Firm, "CW-2", FakeEventLog.Seen("another's"));
        var seen = new List<string>();
        while (!seen.Contains("id: e1-1"))
        {
            seen.Add((await lines.ReadLineAsync(Cancel))!);
        }

        Assert.DoesNotContain(seen, line => line.Contains("another", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Events_KeyRevoked_End()
    {
        using var response = await host.GetAsync(Path);
        using var events = await EventReader.OfAsync(response);
        await events.NextAsync();
        host.Callers.Revoked.Add("firmAdmin");
        Assert.Null(await events.NextAsync());
        await Eventually.GetAsync(() => Task.FromResult(host.Hub.Listeners), listeners => listeners == 0, Cancel);
    }

    [Fact]
    public async Task Events_TooManyListeners_IsOverloaded()
    {
        host.Events.ListenersPerKey = 1;
        using var first = await host.GetAsync(Path);
        using var second = await host.GetAsync(Path);
        await second.ProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCode.Overloaded);
        Assert.NotNull(second.Headers.RetryAfter);
        first.Dispose();
        await Eventually.GetAsync(() => Task.FromResult(host.Hub.Listeners), listeners => listeners == 0, Cancel);
        using var third = await host.GetAsync(Path);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task Events_OfManyListeners_TakeNoAdmission()
    {
        await using var small = new ApiHost("Production", options => options.ConcurrentRequests = 1);
        await small.InitializeAsync();
        using var first = await small.GetAsync(Path);
        using var second = await small.GetAsync(Path);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        using var other = await small.GetAsync("/v1/me");
        await other.OkAsync<MeAnswer>();
    }

    [Fact]
    public async Task Events_ListenerThatDoesNotRead_IsCutOff()
    {
        host.Events.WriteLimit = TimeSpan.FromMilliseconds(300);
        using var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(IPAddress.Loopback, host.Http.BaseAddress!.Port, Cancel);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {Path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer firmAdmin\r\n\r\n"), Cancel);
        await Eventually.GetAsync(() => Task.FromResult(host.Hub.Listeners), listeners => listeners == 1, Cancel);
        var text = new string('x', 20_000);
        await Eventually.GetAsync(
            () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    host.Journal.Append(Firm, "CW-1", FakeEventLog.Seen(text));
                }

                return Task.FromResult(host.Hub.Listeners);
            },
            listeners => listeners == 0,
            Cancel);
    }

    [Fact]
    public async Task Events_StoreAwayForAWhile_GoOn()
    {
        using var response = await host.GetAsync(Path);
        using var events = await EventReader.OfAsync(response);
        await events.NextAsync();
        (host.Journal.Failure, host.Callers.Failure) = (new Counterpart.Storage.StoreUnavailableException("down"), new Counterpart.Storage.StoreUnavailableException("down"));
        await Task.Delay(400, Cancel);
        host.Journal.Append(Firm, "CW-1", FakeEventLog.Seen("x"));
        await Task.Delay(100, Cancel);
        (host.Journal.Failure, host.Callers.Failure) = (null, null);
        Assert.Equal("e1-1", (await events.NextAsync())!.Value.Id);
    }

    [Fact]
    public async Task Events_StoreUnavailable_IsAProblemAtTheStart()
    {
        using var open = await host.GetAsync(Path);
        host.Journal.Failure = new Counterpart.Storage.StoreUnavailableException("down");
        using var response = await host.GetAsync(Path);
        await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCode.StoreUnavailable);
    }
}
