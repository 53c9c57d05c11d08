using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Api;

/// <summary>Outermost: marks every answer, and makes problem documents of exceptions and of refusals that have no body.</summary>
internal sealed partial class FailureMiddleware(RequestDelegate next, ILogger<FailureMiddleware> logger)
{
    /// <summary>The caller went away; nobody reads the answer.</summary>
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        Mark(context);
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null } response
                && response.StatusCode != ClientClosedRequest)
            {
                await StatusProblem.Of(response.StatusCode).ExecuteAsync(context);
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = context.Response.HasStarted ? context.Response.StatusCode : ClientClosedRequest;
        }
        catch (Exception e)
        {
            await AnswerAsync(context, e);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception e)
    {
        var answer = Problem(e);
        if (answer.Problem.Code is ProblemCode.Internal)
        {
            LogFailed(e, context.TraceIdentifier, context.Request.Method, context.GetEndpoint()?.DisplayName);
        }

        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        Mark(context);
        await answer.ExecuteAsync(context);
    }

    internal static ProblemAnswer Problem(Exception e) => e switch
    {
        KeyReusedException => Problems.Of(ProblemCode.KeyReused, "The idempotency key was used with another request; take a new key."),
        OverloadedException overloaded => Problems.Overloaded(overloaded.RetryAfter),
        StoreUnavailableException => Problems.StoreUnavailable(),
        BadHttpRequestException bad => StatusProblem.Of(bad.StatusCode),

        // Not the caller's doing, or it would have been found above: the host stops, or waited too long.
        OperationCanceledException or TimeoutException => Problems.StoreUnavailable(),
        _ => Problems.Of(ProblemCode.Internal, "The request failed, and the log says why. It can be repeated with the same idempotency key."),
    };

    private static void Mark(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["X-Request-Id"] = context.TraceIdentifier;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Request} failed: {Method} {Endpoint}")]
    private partial void LogFailed(Exception e, string request, string method, string? endpoint);
}
