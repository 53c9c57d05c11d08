using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class TestConnection
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Post, "/v1/connections/{system}/test", RoleSet.FirmAdmin, AnswerAsync,
        new EndpointNotes("testConnection", "Ask a system whether it accepts the stored credential")
        {
            Description = "One call to the system; changes nothing.",
            Parameters = [Parameter.Connection],
            Answer = Body.Of(ExampleOffice.Connection, ApiJson.Types.ConnectionAnswer),
            Problems = [ProblemCode.Validation, .. ConnectAnswers.Problems],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        if (call.Problem() is { } problem)
        {
            return problem;
        }

        return await call.Service<IFirmOffice>().TestAsync(call.Caller.Firm!, call.Route("system"), call.Cancel) is { } outcome
            ? ConnectAnswers.Of(outcome)
            : Problems.NoSuchConnection;
    }
}
