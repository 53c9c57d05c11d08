using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Counterpart.Links;
using Counterpart.Load.Lab;
using Counterpart.Load.Lab.Cluster;

namespace Counterpart.Load.Scale;

/// <summary>The one-process product on a data folder, connected with nothing.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private readonly ChildProcess child;
    private readonly HttpClient http;

    private ApiProcess(ChildProcess child, HttpClient http, TimeSpan untilReady) => (this.child, this.http, UntilReady) = (child, http, untilReady);

    /// <summary>From the start of the process until it said over HTTP that it is ready.</summary>
    public TimeSpan UntilReady { get; }

    /// <summary>What the process holds now, in MiB.</summary>
    public double Memory => ProcessMemory.Now(child.Id);

    public static async Task<ApiProcess> StartAsync(string folder, TimeProvider clock, CancellationToken cancel)
    {
        var address = new Uri($"http://127.0.0.1:{LowPorts.Take()}");
        var started = clock.GetTimestamp();
        var (child, _) = await ChildProcess.StartAsync(
            BuiltProgram.Api,
            ["--no-demo", "--data", folder, "--urls", address.ToString(), "--Api:PostsPerSecond", "100000", "--Api:PostBurst", "100000", "--Logging:LogLevel:Default", "Warning"],
            Laboratory.IsReady,
            cancel);
        var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        while (await StatusAsync(client, cancel) != HttpStatusCode.OK)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), clock, cancel);
        }

        return new ApiProcess(child, client, clock.GetElapsedTime(started));
    }

    /// <summary>Posts one changed field of each link, as its firm's hub would; every one has to be taken over.</summary>
    /// <param name="key">The firm's hub's own.</param>
    public async Task PostAsync(string key, IEnumerable<LinkKey> links, long revision, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/changes/clientworks")
        {
            Content = JsonContent.Create(new
            {
                changes = links.Select(link => new { record = link.Client, revision, fields = new Dictionary<string, string>(StringComparer.Ordinal) { [FieldPaths.LastName] = $"Okafor-{revision}" } }),
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(request, cancel);
        answer.EnsureSuccessStatusCode();
        var outcomes = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("outcomes");
        if (outcomes.EnumerateArray().FirstOrDefault(outcome => outcome.GetProperty("result").GetString() != "accepted") is { ValueKind: JsonValueKind.Object } other)
        {
            throw new InvalidOperationException($"A change was answered with {other}.");
        }
    }

    /// <summary>What is in the log of the database goes into its file.</summary>
    public Task StopAsync(TimeProvider clock, CancellationToken cancel) => child.StopAsync(clock, cancel);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await child.DisposeAsync();
    }

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient client, CancellationToken cancel)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
