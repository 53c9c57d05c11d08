namespace Counterpart.Api;

/// <summary>The problem of a status that the server or the routing gave.</summary>
internal static class StatusProblem
{
    public static ProblemAnswer Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => Problems.NoSuchPath,
        StatusCodes.Status405MethodNotAllowed => Problems.Of(ProblemCode.MethodNotAllowed, "The Allow header says which methods there are."),
        StatusCodes.Status408RequestTimeout => Problems.Of(ProblemCode.RequestTimeout, "The body came too slowly."),
        StatusCodes.Status413PayloadTooLarge => Problems.TooLarge(),
        StatusCodes.Status415UnsupportedMediaType => Problems.UnsupportedMediaType(),
        StatusCodes.Status503ServiceUnavailable => Problems.Overloaded(ApiLimits.RetryAfter),
        >= 500 => Problems.Of(ProblemCode.Internal, "The request failed."),
        _ => Other(status),
    };

    private static ProblemAnswer Other(int status)
    {
        var answer = Problems.Of(ProblemCode.BadRequest, "The request is not valid HTTP, or not one that is served here.");
        return answer with { Problem = answer.Problem with { Status = status } };
    }
}
