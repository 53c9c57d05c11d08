using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Counterpart.Load.Lab.Cluster;

namespace Counterpart.Load.Lab.Nodes;

/// <summary>
/// API clients who link and unlink, and race for one contact with two clients at once, on different nodes. What was answered has to be
/// so; a call without an answer is repeated with its key.
/// </summary>
internal sealed class ClaimRaces(Laboratory laboratory, int firstPair, int racers, TimeProvider clock)
{
    private int won;
    private long calls;
    private long withoutAnswer;
    private long keys;

    public int Won => Volatile.Read(ref won);

    public long Calls => Interlocked.Read(ref calls);

    /// <summary>Calls that a node did not answer, or answered with 503: the client saw an error that it may repeat.</summary>
    public long WithoutAnswer => Interlocked.Read(ref withoutAnswer);

    public ConcurrentQueue<string> Violations { get; } = [];

    public Task RunAsync(TimeSpan duration, CancellationToken cancel)
    {
        var end = clock.GetUtcNow() + duration;
        return Task.WhenAll(Enumerable.Range(0, racers).Select(racer => RaceAsync(firstPair + (racer * 2), end, cancel)));
    }

    private async Task RaceAsync(int pair, DateTimeOffset end, CancellationToken cancel)
    {
        string[] clients = [Laboratory.Client(pair), Laboratory.Client(pair + 1)];
        while (clock.GetUtcNow() < end)
        {
            var results = await Task.WhenAll(clients.Select(client => ChooseAsync(client, Laboratory.Contact(pair), cancel)));
            var winners = clients.Where((_, index) => results[index] == HttpStatusCode.OK).ToList();
            if (winners.Count > 1)
            {
                Violations.Enqueue($"{Laboratory.Contact(pair)} was given to {string.Join(" and ", winners)}");
            }

            if (winners.Count == 0)
            {
                // A link that is ending holds its claim a little longer.
                await Task.Delay(TimeSpan.FromMilliseconds(300), clock, cancel);
                continue;
            }

            Interlocked.Increment(ref won);
            await ExpectAsync(winners[0], ["linked"], cancel);
            await UnlinkAsync(winners[0], cancel);
            await ExpectAsync(winners[0], ["unlinked", "leaving"], cancel);
        }
    }

    private async Task ExpectAsync(string client, string[] statuses, CancellationToken cancel)
    {
        var link = await RepeatAsync(() => new HttpRequestMessage(HttpMethod.Get, $"/v1/links/{Laboratory.Integration}/{client}"), cancel);
        var status = link.Status == HttpStatusCode.OK ? link.Body.GetProperty("status").GetString() : link.Status.ToString();
        if (!statuses.Contains(status, StringComparer.Ordinal))
        {
            Violations.Enqueue($"{client} was answered {statuses[0]} and is {status}");
        }
    }

    private async Task<HttpStatusCode> ChooseAsync(string client, string contact, CancellationToken cancel)
    {
        var key = $"choose-{Interlocked.Increment(ref keys)}";
        return (await RepeatAsync(() => Keyed(key, $"/v1/links/{Laboratory.Integration}/{client}/choice", new { partner = contact }), cancel)).Status;
    }

    private async Task UnlinkAsync(string client, CancellationToken cancel)
    {
        var key = $"unlink-{Interlocked.Increment(ref keys)}";
        var answer = await RepeatAsync(
            () => Keyed(key, "/v1/links/unlink", new { integration = Laboratory.Integration, clients = new[] { client } }), cancel);
        if (answer.Status != HttpStatusCode.OK)
        {
            Violations.Enqueue($"{client} could not be unlinked: {answer.Status} {answer.Body}");
        }
    }

    private static HttpRequestMessage Keyed(string key, string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return request;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> RepeatAsync(Func<HttpRequestMessage> request, CancellationToken cancel)
    {
        while (true)
        {
            Interlocked.Increment(ref calls);
            try
            {
                using var message = request();
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", laboratory.FirmOf(firstPair).Admin);
                using var answer = await laboratory.Api.SendAsync(message, cancel);
                var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable && !Items.AnyUnavailable(body))
                {
                    return (answer.StatusCode, body);
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException
                || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                // Killed while it answered.
            }

            Interlocked.Increment(ref withoutAnswer);
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancel);
        }
    }
}
