using System.Text.Json;

namespace Counterpart.Api;

/// <summary>Answers with a problem document.</summary>
internal sealed record ProblemAnswer(Problem Problem) : IResult
{
    public const string ContentType = "application/problem+json";

    public KeyValuePair<string, string>? Header { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Problem.Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = JsonAnswer.NoStore;
        if (Header is { } header)
        {
            response.Headers[header.Key] = header.Value;
        }

        return JsonSerializer.SerializeAsync(response.BodyWriter, Problem, ApiJson.Types.Problem, httpContext.RequestAborted);
    }
}
