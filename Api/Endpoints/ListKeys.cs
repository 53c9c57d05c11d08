using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class ListKeys
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/keys", RoleSet.FirmAdmin | RoleSet.Operator, AnswerAsync,
        new EndpointNotes("listKeys", "The firm's keys, oldest first; an operator's are the operators'")
        {
            Answer = Body.Of(ExampleOffice.Keys, ApiJson.Types.KeysAnswer),
            Problems = [ProblemCode.Validation],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        if (call.Problem() is { } problem)
        {
            return problem;
        }

        var keys = await call.Service<IFirmOffice>().ListKeysAsync(call.Caller.Firm, call.Cancel);
        return new JsonAnswer<KeysAnswer>(new KeysAnswer([.. keys.Select(KeyItem.Of)]), ApiJson.Types.KeysAnswer);
    }
}
