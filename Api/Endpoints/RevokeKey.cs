using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class RevokeKey
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Delete, "/v1/keys/{key}", RoleSet.FirmAdmin | RoleSet.Operator, AnswerAsync,
        new EndpointNotes("revokeKey", "End a key now")
        {
            Description = "Other nodes may accept it for 5 seconds more. A key may revoke itself; the last one of a firm's administrators may too.",
            Parameters = [Parameter.Key],
            Answer = Body.Of(ExampleOffice.Revoked, ApiJson.Types.KeyItem),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        if (call.Problem() is { } problem)
        {
            return problem;
        }

        await call.BeginAsync(Endpoint.Notes);
        return await call.Service<IFirmOffice>().RevokeKeyAsync(call.Caller.Firm, call.Route("key"), call.Cancel) is { } ended
            ? new JsonAnswer<KeyItem>(KeyItem.Of(ended), ApiJson.Types.KeyItem)
            : Problems.NoSuchKey;
    }
}
