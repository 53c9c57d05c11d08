using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Histories;

/// <summary>One of many callers at once, who posts edits of hot links and reads them, or has them refreshed, sometimes without waiting for the answer.</summary>
internal sealed class HistoryCaller : IDisposable
{
    private const double Reads = 0.5;
    private const double Abandoned = 0.03;
    private const double Pairs = 0.2;
    private static readonly string[] Paths = ["employer", "jobTitle", "name/nickname", "name/last"];
    private static readonly TimeSpan AfterNone = TimeSpan.FromMilliseconds(100);

    private readonly HotLink[] links;
    private readonly HttpClient http;
    private readonly TimeProvider clock;
    private readonly Random random;
    private readonly int number;
    private int edits;

    /// <param name="node">A node of the product, or what stands before it.</param>
    public HistoryCaller(HotLink[] links, Uri node, int number, int seed, TimeProvider clock)
    {
        (this.links, this.number, this.clock) = (links, number, clock);
        random = new Random((seed * 1000) + number);
        http = new HttpClient { BaseAddress = node, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Answers otherwise than with success, or 503 with <c>Retry-After</c>.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Answers that said: not now, repeat it.</summary>
    public int ToldToRepeat { get; private set; }

    /// <summary>Answers a read with one that it made before: a cache that nobody clears. For showing that it is found out.</summary>
    public bool IsStale { get; init; }

    /// <summary>Does nothing else. No read of the hub is as new as what was posted, so each of its answers takes as long as a refresh waits.</summary>
    public bool OnlyRefreshes { get; init; }

    private Dictionary<int, (long Revision, IReadOnlyDictionary<string, string> Values)> Remembered { get; } = [];

    public async Task RunAsync(DateTimeOffset end, CancellationToken cancel)
    {
        while (clock.GetUtcNow() < end)
        {
            var link = links[random.Next(links.Length)];
            if (!await (OnlyRefreshes ? RefreshAsync(link, cancel) : random.NextDouble() < Reads ? ReadAsync(link, cancel) : EditAsync(link, cancel)))
            {
                await Task.Delay(AfterNone, clock, cancel);
            }
        }
    }

    /// <returns>Whether it was answered.</returns>
    public async Task<bool> ReadAsync(HotLink link, CancellationToken cancel)
    {
        var invoked = clock.GetTimestamp();
        if (IsStale && Remembered.TryGetValue(link.Pair, out var remembered))
        {
            link.History.Enqueue(Operation.Read(invoked, clock.GetTimestamp(), remembered.Revision, remembered.Values));
            return true;
        }

        var (isSync, path) = (random.Next(3) == 0, $"/v1/links/{Laboratory.Integration}/{Laboratory.Client(link.Pair)}");
        if (await AskAsync(new HttpRequestMessage(HttpMethod.Get, isSync ? $"{path}/sync" : path), "cpk_demo_admin", cancel) is not { } body)
        {
            return false;
        }

        // A field that nobody has read yet is left out, or shown as blank.
        var values = Paths.ToDictionary(name => name, _ => string.Empty, StringComparer.Ordinal);
        foreach (var item in body.GetProperty(isSync ? "fields" : "paths").EnumerateArray())
        {
            if (Array.IndexOf(Paths, item.GetProperty("path").GetString()) is >= 0 and var place && item.GetProperty("hub") is { ValueKind: JsonValueKind.Object } hub)
            {
                values[Paths[place]] = hub.GetProperty("value").ToString();
            }
        }

        var revision = body.GetProperty("revision").GetInt64();
        link.History.Enqueue(Operation.Read(invoked, clock.GetTimestamp(), revision, values));
        Remembered[link.Pair] = (revision, values);
        return true;
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> RefreshAsync(HotLink link, CancellationToken cancel)
    {
        var invoked = clock.GetTimestamp();
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/links/{Laboratory.Integration}/{Laboratory.Client(link.Pair)}/refresh");
        if (await AskAsync(request, "cpk_demo_admin", cancel) is not { } body)
        {
            return false;
        }

        link.History.Enqueue(Operation.Refresh(invoked, clock.GetTimestamp(), body.GetProperty("revision").GetInt64()));
        return true;
    }

    private async Task<bool> EditAsync(HotLink first, CancellationToken cancel)
    {
        var second = links[random.Next(links.Length)];
        HotLink[] edited = random.NextDouble() < Pairs && second != first ? [first, second] : [first];
        var posted = edited.Select(link => (Link: link, Order: link.NextOrder(), Values: Values())).ToList();
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/changes/clientworks")
        {
            Content = JsonContent.Create(new
            {
                changes = posted.Select(post => new { record = Laboratory.Client(post.Link.Pair), revision = post.Order, fields = post.Values }),
            }),
        };
        var invoked = clock.GetTimestamp();
        var body = await AskAsync(request, "cpk_demo_system", cancel);
        var returned = clock.GetTimestamp();
        for (var place = 0; place < posted.Count; place++)
        {
            var (link, order, values) = posted[place];
            link.History.Enqueue(body is { } answered
                ? Answered(answered.GetProperty("outcomes")[place], link, invoked, returned, order, values)
                : Operation.Maybe(invoked, order, values));
        }

        return body is not null;
    }

    private Operation Answered(JsonElement outcome, HotLink link, long invoked, long returned, long order, Dictionary<string, string> values)
    {
        var revision = outcome.GetProperty("revision").GetInt64();
        switch (outcome.GetProperty("result").GetString())
        {
            case "accepted":
                link.Taken.Enqueue((outcome.GetProperty("seq").GetInt64(), revision, values.Values.First()));
                return Operation.Edit(invoked, returned, revision, order, values);
            case "stale":
                return Operation.Refusal(invoked, returned, revision, order, values);
            default:
                Wrong.Add($"an edit was answered {outcome}");
                return Operation.Maybe(invoked, order, values);
        }
    }

    private Dictionary<string, string> Values()
    {
        edits++;
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { [Paths[random.Next(Paths.Length)]] = $"h{number}x{edits}" };
        if (random.Next(3) == 0)
        {
            values[Paths[random.Next(Paths.Length)]] = $"h{number}x{edits}";
        }

        return values;
    }

    /// <returns>The body of a good answer; null when there was none, or it was told to repeat.</returns>
    private async Task<JsonElement?> AskAsync(HttpRequestMessage request, string key, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (random.NextDouble() < Abandoned)
        {
            patience.CancelAfter(random.Next(30));
        }

        try
        {
            using (request)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
                using var answer = await http.SendAsync(request, patience.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return await answer.Content.ReadFromJsonAsync<JsonElement>(patience.Token);
                }

                if (answer is { StatusCode: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter: not null })
                {
                    ToldToRepeat++;
                }
                else
                {
                    Wrong.Add($"{request.Method} {request.RequestUri!.AbsolutePath}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
                }
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // Killed, cut off or given up: whether it was done is not known.
        }

        return null;
    }
}
