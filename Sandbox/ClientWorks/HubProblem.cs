using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.ClientWorks;

/// <summary>Failures as problem details.</summary>
internal static class HubProblem
{
    public static Reply Of(int status, string title, string? field = null)
    {
        var body = new JsonObject { ["type"] = "about:blank", ["title"] = title, ["status"] = status };
        if (field is not null)
            body["field"] = field;
        return new Reply(status) { Body = JsonText.Bytes(body), ContentType = "application/problem+json" };
    }

    public static Reply Refused(string field, string reason) => Of(StatusCodes.Status422UnprocessableEntity, reason, field);

    public static Reply NotFound => Of(StatusCodes.Status404NotFound, "There is no such client");

    public static Reply Gone => Of(StatusCodes.Status410Gone, "The client was deleted");

    public static Reply BadRequest(string title) => Of(StatusCodes.Status400BadRequest, title);

    public static Reply Forbidden => Of(StatusCodes.Status403Forbidden, "The token has no right to do this");
}
