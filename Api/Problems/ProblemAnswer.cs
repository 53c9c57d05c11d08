using System.Text.Json;

namespace Counterpart.Api;

/// <summary>Answers with a problem document.</summary>
internal sealed record ProblemAnswer(Problem Problem) : IResult
{
    public const string ContentType = "application/problem+json";

    public KeyValuePair<string, string>? Header { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        Begin(httpContext.Response);
        return JsonSerializer.SerializeAsync(httpContext.Response.BodyWriter, Problem, ApiJson.Types.Problem, httpContext.RequestAborted);
    }

    /// <summary>All but the document.</summary>
    public void Begin(HttpResponse response)
    {
        response.StatusCode = Problem.Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = JsonAnswer.NoStore;
        if (Header is { } header)
        {
            response.Headers[header.Key] = header.Value;
        }
    }
}
