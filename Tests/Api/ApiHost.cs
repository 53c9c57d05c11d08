using System.Net.Http.Headers;
using System.Text;
using Counterpart.Api;
using Counterpart.Hosting;
using Counterpart.Tests.EndToEnd;
using Counterpart.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Counterpart.Tests.Api;

/// <summary>The API over a fake service, on a port of its own. In Development, where unexpected exceptions would show.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    public const string Links = "/v1/links";
    public const string Unlink = "/v1/links/unlink";
    public const string Changes = "/v1/changes/clientworks";
    public const string Integration = "/v1/integrations/clientworks-wealthbox";
    public const string Link = "/v1/links/clientworks-wealthbox/CW-1";

    private readonly WebApplication app;

    public ApiHost()
        : this("Development")
    {
    }

    internal ApiHost(string environment, Action<ApiOptions>? configure = null, ApiHost? beside = null)
    {
        (KeyRing, EndedSessions) = beside is null ? (new EphemeralDataProtectionProvider(), new FakeEndedSessions()) : (beside.KeyRing, beside.EndedSessions);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ILinkService>(Service);
        builder.Services.AddSingleton<ICallers>(Callers);
        builder.Services.AddSingleton<IEndedSessions>(EndedSessions);
        builder.Services.AddSingleton<IReadiness>(Readiness);
        builder.Services.AddSingleton<IFirmOffice>(Office);
        builder.Services.AddSingleton<IAuditTrail>(Audit);
        builder.Services.AddSingleton<IBackups>(Audit);
        builder.Services.AddSingleton<NodeMetrics>();
        builder.Services.AddSingleton<IChannels>(Channels);
        builder.Services.AddSingleton<TimeProvider>(RealClock.Instance);
        builder.Services.AddSingleton<IDataProtectionProvider>(KeyRing);
        builder.Services.AddSingleton(_ => new EventHub(Journal, Events, RealClock.Instance, NullLogger<EventHub>.Instance));
        builder.Services.AddCounterpartApi(options =>
        {
            (options.RequestsPerSecond, options.RequestBurst, options.PostsPerSecond, options.PostBurst) = (10_000, 10_000, 10_000, 10_000);
            (options.AttemptsPerSecond, options.AttemptBurst) = (10_000, 10_000);
            configure?.Invoke(options);
        });
        app = builder.Build();
        app.MapCounterpartApi();
    }

    internal FakeLinkService Service { get; } = new();

    internal FakeChannels Channels { get; } = new();

    internal FakeEventLog Journal { get; } = new();

    internal EventOptions Events { get; } = new();

    internal EventHub Hub => app.Services.GetRequiredService<EventHub>();

    internal FakeCallers Callers { get; } = new();

    internal FakeEndedSessions EndedSessions { get; }

    internal IDataProtectionProvider KeyRing { get; }

    internal FakeReadiness Readiness { get; } = new();

    internal FakeOffice Office { get; } = new();

    internal FakeAudit Audit { get; } = new();

    // A jar for cookies would send them with requests that are to have none.
    public HttpClient Http { get; } = new(new HttpClientHandler { UseCookies = false });

    /// <param name="beside">Another one, whose key ring and ended sessions it shares as nodes do.</param>
    internal static async Task<ApiHost> StartAsync(string environment = "Development", Action<ApiOptions>? configure = null, ApiHost? beside = null)
    {
        var host = new ApiHost(environment, configure, beside);
        await host.InitializeAsync();
        return host;
    }

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync(TestContext.Current.CancellationToken);
        Http.BaseAddress = new Uri(app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }

    /// <param name="key">A role's name; null: none.</param>
    /// <param name="body">Sent as JSON; null: none.</param>
    internal Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? key, string? body = null, params (string Name, string Value)[] headers)
    {
        var content = body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        return SendContentAsync(method, path, key, content, "application/json", headers);
    }

    internal async Task<HttpResponseMessage> SendContentAsync(
        HttpMethod method, string path, string? key, HttpContent? content, string? contentType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (content is not null && contentType is not null)
        {
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        // A stream has no end to wait for.
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    internal Task<HttpResponseMessage> GetAsync(string path, string? key = "firmAdmin") => SendAsync(HttpMethod.Get, path, key);

    internal Task<HttpResponseMessage> PostAsync(string path, string body, string? key = "firmAdmin", params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, key, body, headers);
}
