using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Counterpart.Load.Lab.Cluster;

/// <summary>
/// Asks a number of links again and again, each by itself, whether they answer: a post of a change that is none of theirs, which is decided
/// where the link is and changes nothing. Whoever is told to repeat it does so at once.
/// </summary>
internal sealed class LinkProbes(Laboratory laboratory, int firstPair, int count, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BeforeRepeating = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<Outage> outages = [];
    private readonly ConcurrentDictionary<int, DateTimeOffset> silent = [];

    /// <summary>From the first question that was not answered to the first that was.</summary>
    public IEnumerable<Outage> Outages => outages;

    public int Count => count;

    /// <summary>How many don't answer now.</summary>
    public int Silent => silent.Count;

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, count).Select(probe => AskAsync(probe, stop)));

    private async Task AskAsync(int probe, CancellationToken stop)
    {
        await Task.Delay(Pause * ((double)probe / count), clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stop.IsCancellationRequested)
        {
            var asked = clock.GetUtcNow();
            if (await AnswersAsync(Laboratory.Client(firstPair + probe), stop) || stop.IsCancellationRequested)
            {
                if (silent.TryRemove(probe, out var since))
                {
                    outages.Enqueue(new Outage(probe, since, clock.GetUtcNow()));
                }

                await Task.Delay(Pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            silent.TryAdd(probe, asked);
            await Task.Delay(BeforeRepeating, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> AnswersAsync(string client, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/changes/clientworks")
        {
            Content = JsonContent.Create(new { changes = new[] { new { record = client, revision = 1, fields = new { jobTitle = "none" } } } }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "cpk_demo_system");
        try
        {
            using var answer = await laboratory.Api.SendAsync(request, stop);
            return answer.IsSuccessStatusCode && Result(await answer.Content.ReadFromJsonAsync<JsonElement>(stop)) == "notLinked";
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private static string? Result(JsonElement body) => body.GetProperty("outcomes")[0].GetProperty("result").GetString();
}

/// <summary>A time in which a link did not answer.</summary>
internal sealed record Outage(int Probe, DateTimeOffset From, DateTimeOffset Until);
