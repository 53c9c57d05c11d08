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
        var faults = new Faults();
        _ = new QueryMembers(call.Request.Query, faults);
        if (faults.Any)
        {
            return faults.Answer();
        }

        var connections = await call.Service<IFirmOffice>().ListConnectionsAsync(call.Caller.Firm!, call.Cancel);
        return new JsonAnswer<ConnectionsAnswer>(new ConnectionsAnswer([.. connections.Select(ConnectionItem.Of)]), ApiJson.Types.ConnectionsAnswer);
    }
}

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
        var faults = new Faults();
        _ = new QueryMembers(call.Request.Query, faults);
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
        var faults = new Faults();
        _ = new QueryMembers(call.Request.Query, faults);
        if (faults.Any)
        {
            return faults.Answer();
        }

        return await call.Service<IFirmOffice>().TestAsync(call.Caller.Firm!, call.Route("system"), call.Cancel) is { } outcome
            ? ConnectAnswers.Of(outcome)
            : Problems.NoSuchConnection;
    }
}

/// <summary>What became of a credential, as an answer.</summary>
internal static class ConnectAnswers
{
    public static readonly IReadOnlyList<ProblemCode> Problems = [ProblemCode.NotFound, ProblemCode.TenantTaken, ProblemCode.OtherTenant, ProblemCode.NotAccepted];

    public static IResult Of(ConnectOutcome outcome) => outcome switch
    {
        ConnectOutcome.Connected connected => new JsonAnswer<ConnectionAnswer>(
            new ConnectionAnswer(ConnectionItem.Of(connected.Connection), connected.TenantName), ApiJson.Types.ConnectionAnswer),
        ConnectOutcome.BadAddress bad => Api.Problems.Of(ProblemCode.Validation, $"baseUrl {bad.Rule}.", [new("baseUrl", "/baseUrl", bad.Rule)]),
        ConnectOutcome.NotAccepted refused => Api.Problems.Of(ProblemCode.NotAccepted, $"The system did not accept it: {refused.Reason}."),
        ConnectOutcome.TenantTaken taken => Api.Problems.Of(ProblemCode.TenantTaken, $"Another firm is connected with {taken.Tenant} already."),
        ConnectOutcome.OtherTenant other => Api.Problems.Of(
            ProblemCode.OtherTenant, $"The credential leads to {other.Reached}, and the firm's records are those of {other.Present}; take one of {other.Present}."),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}

/// <summary>The addresses of vendors that have one for all.</summary>
internal static class VendorDefaults
{
    public static string? BaseUrl(string system) => system == "wealthbox" ? "https://api.crmworkspace.com/v1" : null;
}
