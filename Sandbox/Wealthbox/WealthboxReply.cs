using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.Wealthbox;

/// <summary>Failures in their several shapes: <c>errors</c> with text or an object, <c>error</c>, nothing, or a page.</summary>
internal static class WealthboxReply
{
    public static readonly Reply NotFound = new(StatusCodes.Status404NotFound);

    public static readonly Reply Unauthorized = Errors(StatusCodes.Status401Unauthorized, "invalid access token");

    public static readonly Reply Forbidden = Errors(StatusCodes.Status403Forbidden, "insufficient permissions");

    // Brackets on a scalar filter break the server (vendors.md, section 1, quirks).
    public static readonly Reply Broken = Reply.Text(
        StatusCodes.Status500InternalServerError,
        "<!DOCTYPE html><html><body><h1>We're sorry, but something went wrong.</h1></body></html>",
        "text/html; charset=utf-8");

    public static Reply BadRequest(string message) =>
        Reply.Json(StatusCodes.Status400BadRequest, new JsonObject { ["error"] = message });

    public static Reply Limited(int seconds) =>
        Reply.Json(StatusCodes.Status429TooManyRequests, new JsonObject { ["error"] = "rate limit exceeded" }) with { RetryAfterSeconds = seconds };

    public static Reply Invalid(IReadOnlyDictionary<string, string> errors)
    {
        var fields = new JsonObject();
        foreach (var (field, message) in errors)
            fields[field] = new JsonArray(message);
        return Reply.Json(StatusCodes.Status422UnprocessableEntity, new JsonObject { ["errors"] = fields });
    }

    private static Reply Errors(int status, string message) => Reply.Json(status, new JsonObject { ["errors"] = message });
}
