using System.Net.Http.Headers;
using System.Text.Json;

namespace Counterpart.Systems;

/// <summary>Sends one call and waits for its answer, no longer than told.</summary>
internal sealed class Transport(HttpClient http, TimeProvider clock, Action<VendorCounters>? told = null)
{
    private static readonly ProductInfoHeaderValue Agent =
        new("Counterpart", typeof(Transport).Assembly.GetName().Version?.ToString(3) ?? "0");

    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> said so, and no body had been sent.</exception>
    public async Task<Call> SendAsync(HttpRequestMessage request, TimeSpan timeout, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (timeout <= TimeSpan.Zero)
        {
            return new Call.Lost("no time left to send", MayHaveArrived: false);
        }

        request.Headers.UserAgent.Add(Agent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var body = request.Content as JsonBody;
        using var deadline = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        var startedAt = clock.GetUtcNow();
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var json = await ReadAsync(response, body, either.Token, cancel);
            var endedAt = clock.GetUtcNow();
            if (told is not null && CounterHeaders.Of(response.Headers) is { } counters)
            {
                told(counters);
            }

            return new Call.Answered((int)response.StatusCode, json, RetryAfter.Of(response.Headers, endedAt), startedAt, endedAt);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested && body is not { Sent: true })
        {
            throw new OperationCanceledException(cancel);
        }
        catch (OperationCanceledException)
        {
            return new Call.Lost(cancel.IsCancellationRequested ? "stopped while waiting" : "no answer in time", MayHaveArrived: true);
        }
        catch (HttpRequestException failure)
        {
            return new Call.Lost(
                $"connection failed ({failure.HttpRequestError})", MayHaveArrived: body is { Sent: true } && !NeverConnected(failure));
        }
        catch (IOException)
        {
            return new Call.Lost("connection broke", MayHaveArrived: body is { Sent: true });
        }
    }

    // The status alone decides most outcomes of a write: a body that breaks off must not hide it.
    private static async Task<JsonDocument?> ReadAsync(
        HttpResponseMessage response, JsonBody? body, CancellationToken either, CancellationToken cancel)
    {
        try
        {
            return await BoundedBody.ReadAsync(response.Content, either);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (body is not null || !cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    private static bool NeverConnected(HttpRequestException failure) => failure.HttpRequestError
        is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;
}
