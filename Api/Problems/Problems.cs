using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>The problems that requests meet, as answers.</summary>
internal static class Problems
{
    private static readonly TimeSpan ListenersRetry = TimeSpan.FromSeconds(10);

    public static readonly ProblemAnswer NoSuchIntegration = NotFound("There is no such integration.");
    public static readonly ProblemAnswer NoSuchClient = NotFound("There is no such client.");
    public static readonly ProblemAnswer NoSuchSystem = NotFound("There is no such system that posts changes with this key.");
    public static readonly ProblemAnswer NoSession = NotFound("The request came with a key and not with a session.");
    public static readonly ProblemAnswer NoSuchKey = NotFound("There is no such key.");
    public static readonly ProblemAnswer NoSuchConnection = NotFound("There is no such connection.");
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

    public static ProblemAnswer SessionOver() => Of(ProblemCode.Unauthenticated, "The session is over: sign in again.") with
    {
        Header = new("WWW-Authenticate", "Bearer realm=\"counterpart\", error=\"invalid_token\""),
    };

    public static ProblemAnswer CrossSite() =>
        Of(ProblemCode.CrossSite, "With a session, what changes something must come from a page of this origin. Programs send the key: Authorization: Bearer <key>.");

    public static ProblemAnswer RateLimited(TimeSpan after) =>
        Retry(ProblemCode.RateLimited, "The key was used more often than it may be; repeat the request later.", after);

    public static ProblemAnswer TooManyAttempts(TimeSpan after) =>
        Retry(ProblemCode.RateLimited, "Too many requests without a good key came from this address; repeat the request later.", after);

    public static ProblemAnswer TooManyListeners() =>
        Retry(ProblemCode.Overloaded, "Too many listen already: on this node, to this firm or with this key.", ListenersRetry);

    public static ProblemAnswer Forbidden(string detail) => Of(ProblemCode.Forbidden, detail);

    public static ProblemAnswer NotLinked(Phase status) =>
        Of(ProblemCode.NotLinked, $"There is no link to do this with: it is {PhaseNames.Of(status)}.");

    public static ProblemAnswer PageNotSet(string integration, string system, Side side) => Of(
        ProblemCode.PageNotSet,
        $"Nobody has said where {system} shows a record: an administrator sets {(side == Side.Hub ? "hubPage" : "partnerPage")} with PUT /v1/integrations/{integration}.");

    public static ProblemAnswer TooLarge() => Of(ProblemCode.TooLarge, $"A body must not be larger than {ApiLimits.BodyBytes} bytes.");

    public static ProblemAnswer UnsupportedMediaType() =>
        Of(ProblemCode.UnsupportedMediaType, "Content-Type must be application/json in UTF-8, without a Content-Encoding.");

    public static ProblemAnswer Overloaded(TimeSpan retryAfter) => Retry(ProblemCode.Overloaded, "Nothing was done; repeat the request later.", retryAfter);

    public static ProblemAnswer StoreUnavailable() =>
        Retry(ProblemCode.StoreUnavailable, "Repeat the request later, with the same idempotency key if it had one.", ApiLimits.RetryAfter);

    private static ProblemAnswer Retry(ProblemCode code, string detail, TimeSpan after) =>
        Of(code, detail) with { Header = new("Retry-After", RetrySeconds.Text(after)) };
}
