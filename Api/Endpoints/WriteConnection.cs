using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class WriteConnection
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Put, "/v1/connections/{system}", RoleSet.FirmAdmin, AnswerAsync,
        new EndpointNotes("writeConnection", "Connect the firm with a system, or give the connection a new credential")
        {
            Description = "The credential is tested first, and nothing is changed unless the system accepts it. A connection stays with its tenant.",
            Parameters = [Parameter.Connection],
            Request = Body.Of(ExampleOffice.ConnectionRequest, ApiJson.Types.ConnectionRequest),
            Answer = Body.Of(ExampleOffice.Connection, ApiJson.Types.ConnectionAnswer),
            Problems = ConnectAnswers.Problems,
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = call.WithoutQuery();
        var (asked, problem) = await RequestBody.ReadAsync(call.Request, OfficeReaders.Connection, faults);
        if (asked is null)
        {
            return problem!;
        }

        var office = call.Service<IFirmOffice>();
        var system = call.Route("system");
        if ((await office.ListConnectionsAsync(call.Caller.Firm!, call.Cancel)).FirstOrDefault(connection => connection.System == system) is not { } present)
        {
            return Problems.NoSuchConnection;
        }

        if ((asked.BaseUrl ?? present.BaseUrl ?? VendorDefaults.BaseUrl(system)) is not { } url)
        {
            faults.AddMember("baseUrl", "is missing");
            return faults.Answer();
        }

        await call.BeginAsync(Endpoint.Notes);
        return ConnectAnswers.Of(await office.ConnectAsync(call.Caller.Firm!, system, new Uri(url), asked.Token, call.Cancel));
    }
}
