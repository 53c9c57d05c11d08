using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Counterpart.Load.Storm;

/// <summary>Calls the product as its users do, and tells what became of each call.</summary>
internal sealed class Calls(HttpClient http, Disturbances disturbances, TimeProvider clock)
{
    /// <param name="late">How long after its time it is made; that counts as waiting too.</param>
    /// <returns>The body of an answer that was good.</returns>
    public async Task<JsonElement?> SendAsync(
        Meter meter, HttpMethod method, string path, string key, object? body, TimeSpan late, Func<JsonElement, string?> fault, CancellationToken cancel)
    {
        var (from, started) = (clock.GetUtcNow(), clock.GetTimestamp());
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var answer = await http.SendAsync(request, cancel);
            var content = await answer.Content.ReadAsByteArrayAsync(cancel);
            var (kind, told, read) = KindOf(answer, content, fault);
            meter.Add(kind, clock.GetElapsedTime(started) + late, $"{method} {path}: {told}");
            return kind == AnswerKind.Answered ? read : null;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            var cut = cancel.IsCancellationRequested || disturbances.Cover(from, clock.GetUtcNow());
            meter.Add(cut ? AnswerKind.Cut : AnswerKind.Failed, TimeSpan.Zero, $"{method} {path}: {broken.Message}");
            return null;
        }
    }

    private static (AnswerKind Kind, string? Told, JsonElement? Body) KindOf(HttpResponseMessage answer, byte[] content, Func<JsonElement, string?> fault)
    {
        switch (answer)
        {
            case { IsSuccessStatusCode: true }:
                var body = JsonElement.Parse(content);
                return fault(body) switch
                {
                    null => (AnswerKind.Answered, null, body),
                    "unavailable" when answer.Headers.RetryAfter is not null => (AnswerKind.Busy, null, null),
                    var told => (AnswerKind.Failed, told, null),
                };
            case { StatusCode: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter: not null }:
                return (AnswerKind.Busy, null, null);
            case { StatusCode: HttpStatusCode.TooManyRequests, Headers.RetryAfter: not null }:
                return (AnswerKind.Limited, null, null);
            default:
                return (AnswerKind.Failed, $"{(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, 300)))}", null);
        }
    }
}
