using System.Globalization;
using System.Net.Http.Headers;

namespace Counterpart.Load.Lab.Nodes;

/// <summary>Listens to the firm's events, goes away at random and comes back to another node with the last id that it has.</summary>
internal sealed class Listener(Laboratory laboratory, TimeProvider clock, int seed)
{
    private readonly Random random = new(seed);

    public long Events { get; private set; }

    public int Connections { get; private set; }

    public int Resets { get; private set; }

    /// <summary>Events that did not follow the one before.</summary>
    public int Gaps { get; private set; }

    public string? LastId { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await using var timer = clock.CreateTimer(
                _ => leaving.Cancel(), null, TimeSpan.FromMilliseconds(500 + random.Next(4000)), Timeout.InfiniteTimeSpan);
            try
            {
                await ListenAsync(leaving.Token);
            }
            catch (Exception fault) when (fault is OperationCanceledException or HttpRequestException or IOException)
            {
                // It left, or the node was killed.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Where a new listener would begin: the end of the journal.</summary>
    public async Task<string> EndAsync(CancellationToken cancel)
    {
        using var answer = await ConnectAsync(null, cancel);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancel));
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (line.StartsWith("id:", StringComparison.Ordinal))
            {
                return line[3..].Trim();
            }
        }

        throw new InvalidOperationException("The stream ended before it said where it begins.");
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        using var answer = await ConnectAsync(LastId, cancel);
        answer.EnsureSuccessStatusCode();
        Connections++;
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancel));
        var (kind, id) = ("", (string?)null);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (line.StartsWith("event:", StringComparison.Ordinal))
            {
                kind = line[6..].Trim();
            }
            else if (line.StartsWith("id:", StringComparison.Ordinal))
            {
                id = line[3..].Trim();
            }
            else if (line.Length == 0)
            {
                Take(kind, id);
                (kind, id) = ("", null);
            }
        }
    }

    private void Take(string kind, string? id)
    {
        Resets += kind == "reset" ? 1 : 0;
        if (kind == "link" && id is not null)
        {
            Events++;
            Gaps += LastId is null || Seq(id) == Seq(LastId) + 1 ? 0 : 1;
        }

        LastId = id ?? LastId;
    }

    private async Task<HttpResponseMessage> ConnectAsync(string? after, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", laboratory.Firms[seed % laboratory.Firms.Count].Admin);
        if (after is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", after);
        }

        return await laboratory.Api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
    }

    private static long Seq(string id) => long.Parse(id.AsSpan(id.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);
}
