using System.Text.Json;

namespace Counterpart.Api;

/// <summary>Answers with a problem that is always the same: its document is made once.</summary>
internal sealed class FixedProblem(ProblemAnswer answer) : IResult
{
    /// <summary>Too much is worked on already.</summary>
    public static readonly FixedProblem Busy = new(Problems.Overloaded(ApiLimits.RetryAfter));

    private readonly byte[] document = JsonSerializer.SerializeToUtf8Bytes(answer.Problem, ApiJson.Types.Problem);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        answer.Begin(response);
        response.ContentLength = document.Length;
        var written = response.Body.WriteAsync(document, httpContext.RequestAborted);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }
}
