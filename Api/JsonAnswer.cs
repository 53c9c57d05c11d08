using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Counterpart.Api;

/// <summary>Answers with a JSON document.</summary>
internal sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type) : IResult
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    public string? ETag { get; init; }

    /// <summary>Seconds.</summary>
    public int? RetryAfter { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = JsonAnswer.ContentType;
        response.Headers.CacheControl = JsonAnswer.NoStore;
        if (ETag is not null)
        {
            response.Headers.ETag = ETag;
        }

        if (RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return JsonSerializer.SerializeAsync(response.BodyWriter, value, type, httpContext.RequestAborted);
    }
}

internal static class JsonAnswer
{
    public const string ContentType = "application/json";
    public const string NoStore = "no-store";
}
