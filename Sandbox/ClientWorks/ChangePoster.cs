using System.Net;
using System.Net.Http.Headers;
using Counterpart.Sandbox.Control;

namespace Counterpart.Sandbox.ClientWorks;

/// <summary>
/// Posts the changes of one tenant, at least once. A failed batch is queued again, so that the state then sent is the latest.
/// </summary>
internal sealed class ChangePoster(HttpClient http, SettingsCell<HubSettings> settings, TimeProvider clock, Func<string, byte[]?> state)
{
    // The receiver takes at most 1 MiB.
    private const int LargestBatch = 190;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private readonly PostQueue _queue = new();
    private Subscription? _subscription;

    public Subscription? Subscription
    {
        get => Volatile.Read(ref _subscription);
        set => Volatile.Write(ref _subscription, value);
    }

    public void Changed(string client)
    {
        if (Subscription is not null && !settings.Current.PostsLost)
            _queue.Add(client);
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        var wait = FirstWait;
        try
        {
            while (true)
            {
                await _queue.Waiting.WaitAsync(stopping);
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(1, settings.Current.PostDelayMs)), clock, stopping);
                if (settings.Current.PostsPaused || Subscription is not { } subscription)
                    continue;
                var batch = _queue.Take(LargestBatch);
                var (done, retryAfter) = await SendAsync(subscription, batch, stopping);
                if (done)
                {
                    wait = FirstWait;
                    continue;
                }
                batch.ForEach(_queue.Add);
                await Task.Delay(retryAfter ?? wait, clock, stopping);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private async Task<(bool Done, TimeSpan? RetryAfter)> SendAsync(Subscription subscription, List<string> batch, CancellationToken stopping)
    {
        var body = PostBody(batch);
        if (body is null)
            return (true, null);
        try
        {
            for (var times = settings.Current.PostTwice ? 2 : 1; times > 1; times--)
                (await PostAsync(subscription, body, stopping)).Dispose();
            using var answer = await PostAsync(subscription, body, stopping);
            // A batch that the receiver calls wrong would be wrong again; the feed still has its changes.
            var done = answer.IsSuccessStatusCode
                || ((int)answer.StatusCode is >= 400 and < 500
                    && answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests));
            return (done, answer.Headers.RetryAfter?.Delta);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return (false, null);
        }
    }

    /// <summary>Null when none of the clients is there any more, which only a reset brings about.</summary>
    private byte[]? PostBody(List<string> batch)
    {
        var changes = batch.Select(state).OfType<byte[]>().ToList();
        return changes.Count == 0 ? null : JsonText.Bytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("changes");
            foreach (var change in changes)
                writer.WriteRawValue(change, skipInputValidation: true);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private async Task<HttpResponseMessage> PostAsync(Subscription subscription, byte[] body, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", subscription.Key);
        return await http.SendAsync(request, stopping);
    }
}
