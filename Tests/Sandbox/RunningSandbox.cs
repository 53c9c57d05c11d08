using System.Text;
using Counterpart.Sandbox;
using Xunit;

namespace Counterpart.Tests.Sandbox;

/// <summary>Both simulators on free ports, with a stepped clock, and callers for them.</summary>
internal sealed class RunningSandbox : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 10, TimeSpan.Zero);
    private readonly SandboxHost _host;
    private readonly HttpClient _http = new();

    private RunningSandbox(SandboxHost host, SteppedClock clock) => (_host, Clock) = (host, clock);

    public SteppedClock Clock { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RunningSandbox> StartAsync(string world = "pairs:3", string? statePath = null)
    {
        var clock = new SteppedClock(Noon);
        var options = new SandboxOptions { WealthboxPort = 0, ClientWorksPort = 0, World = world, StatePath = statePath };
        return new(await SandboxHost.StartAsync(options, clock, Cancellation), clock);
    }

    public Task<SandboxAnswer> Wealthbox(string method, string path, string? body = null, string token = "wb-demo-sync") =>
        SendAsync(new(_host.Wealthbox, "/v1/" + path), method, body, request => request.Headers.Add("ACCESS_TOKEN", token));

    public Task<SandboxAnswer> Hub(string method, string path, string? body = null, string token = "cw-demo-sync", string? ifMatch = null) =>
        SendAsync(new(_host.ClientWorks, "/hub/v1/" + path), method, body, request =>
        {
            request.Headers.Add("Authorization", $"Bearer {token}");
            if (ifMatch is not null)
                request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        });

    public Task<SandboxAnswer> WealthboxControl(string method, string path, string? body = null) =>
        SendAsync(new(_host.Wealthbox, "/_control/" + path), method, body, _ => { });

    public Task<SandboxAnswer> HubControl(string method, string path, string? body = null) =>
        SendAsync(new(_host.ClientWorks, "/_control/" + path), method, body, _ => { });

    /// <summary>A person's edit in Wealthbox.</summary>
    public Task<SandboxAnswer> PersonPuts(int contact, string body) => Wealthbox("PUT", $"contacts/{contact}", body, "wb-demo-user");

    /// <summary>A person's edit at the hub.</summary>
    public Task<SandboxAnswer> PersonPatches(string client, string body) => Hub("PATCH", $"clients/{client}", body, "cw-demo-user", "*");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    private async Task<SandboxAnswer> SendAsync(Uri address, string method, string? body, Action<HttpRequestMessage> prepare)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        prepare(request);
        using var answer = await _http.SendAsync(request, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        return new(
            answer.StatusCode, text, answer.Headers.ETag?.Tag, answer.Headers.RetryAfter?.Delta, answer.Content.Headers.ContentType?.MediaType)
        {
            Headers = answer.Headers.ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase),
        };
    }
}
