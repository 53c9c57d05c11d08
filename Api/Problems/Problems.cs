namespace Counterpart.Api;

/// <summary>The problems that requests meet, as answers.</summary>
internal static class Problems
{
    public static readonly ProblemAnswer NoSuchIntegration = NotFound("There is no such integration.");
    public static readonly ProblemAnswer NoSuchClient = NotFound("There is no such client.");
    public static readonly ProblemAnswer NoSuchSystem = NotFound("There is no such system that posts changes with this key.");
    public static readonly ProblemAnswer NoSuchPath = NotFound("Nothing is at this path; /openapi/v1.json lists what there is.");

    public static ProblemAnswer Of(ProblemCode code, string detail, IReadOnlyList<ProblemError>? errors = null)
    {
        var kind = ProblemKind.Of(code);
        return new ProblemAnswer(new Problem(kind.Type, kind.Title, kind.Status, detail, code, errors));
    }

    public static ProblemAnswer NotFound(string detail) => Of(ProblemCode.NotFound, detail);

    public static ProblemAnswer MalformedJson(string detail) => Of(ProblemCode.MalformedJson, detail);

    public static ProblemAnswer Unauthenticated(bool keyGiven) =>
        Of(ProblemCode.Unauthenticated, keyGiven ? "The key is unknown or revoked." : "Send the key as Authorization: Bearer <key>.") with
        {
            Header = new("WWW-Authenticate", keyGiven ? "Bearer realm=\"counterpart\", error=\"invalid_token\"" : "Bearer realm=\"counterpart\""),
        };

    public static ProblemAnswer Forbidden(string detail) => Of(ProblemCode.Forbidden, detail);

    public static ProblemAnswer TooLarge() => Of(ProblemCode.TooLarge, $"A body must not be larger than {ApiLimits.BodyBytes} bytes.");

    public static ProblemAnswer UnsupportedMediaType() =>
        Of(ProblemCode.UnsupportedMediaType, "Content-Type must be application/json in UTF-8, without a Content-Encoding.");

    public static ProblemAnswer Overloaded(TimeSpan retryAfter) => Retry(ProblemCode.Overloaded, "Nothing was done; repeat the request later.", retryAfter);

    public static ProblemAnswer StoreUnavailable() =>
        Retry(ProblemCode.StoreUnavailable, "Repeat the request later, with the same idempotency key if it had one.", ApiLimits.RetryAfter);

    private static ProblemAnswer Retry(ProblemCode code, string detail, TimeSpan after) =>
        Of(code, detail) with { Header = new("Retry-After", RetrySeconds.Text(after)) };
}
