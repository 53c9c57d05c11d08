using System.Text;
using System.Text.Json.Nodes;

namespace Counterpart.Sandbox.Calls;

internal sealed record Reply(int Status)
{
    public ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }

    public string? ETag { get; init; }

    public string? Location { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public static Reply Json(int status, ReadOnlyMemory<byte> body) =>
        new(status) { Body = body, ContentType = "application/json; charset=utf-8" };

    public static Reply Json(int status, JsonNode body) => Json(status, JsonText.Bytes(body));

    public static Reply Text(int status, string body, string contentType) =>
        new(status) { Body = Encoding.UTF8.GetBytes(body), ContentType = contentType };

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellation)
    {
        response.StatusCode = Status;
        if (ETag is not null)
            response.Headers.ETag = ETag;
        if (Location is not null)
            response.Headers.Location = Location;
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString();
        if (ContentType is not null)
            response.ContentType = ContentType;
        if (Status == StatusCodes.Status204NoContent)
            return;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, cancellation);
    }
}
