using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class ListConnections
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/connections", RoleSet.FirmAdmin, AnswerAsync,
        new EndpointNotes("listConnections", "The firm's connections to outside systems, without their credentials")
        {
            Answer = Body.Of(ExampleOffice.Connections, ApiJson.Types.ConnectionsAnswer),
            Problems = [ProblemCode.Validation],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        if (call.Problem() is { } problem)
        {
            return problem;
        }

        var connections = await call.Service<IFirmOffice>().ListConnectionsAsync(call.Caller.Firm!, call.Cancel);
        return new JsonAnswer<ConnectionsAnswer>(new ConnectionsAnswer([.. connections.Select(ConnectionItem.Of)]), ApiJson.Types.ConnectionsAnswer);
    }
}
