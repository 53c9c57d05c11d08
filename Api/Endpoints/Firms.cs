using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class ListFirms
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/firms", RoleSet.Operator, AnswerAsync,
        new EndpointNotes("listFirms", "All firms")
        {
            Answer = Body.Of(ExampleOffice.Firms, ApiJson.Types.FirmsAnswer),
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

        var firms = await call.Service<IFirmOffice>().ListFirmsAsync(call.Cancel);
        return new JsonAnswer<FirmsAnswer>(new FirmsAnswer([.. firms.Select(FirmItem.Of)]), ApiJson.Types.FirmsAnswer);
    }
}

internal static class CreateFirm
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Post, "/v1/firms", RoleSet.Operator, AnswerAsync,
        new EndpointNotes("createFirm", "Create a firm, with the key of its first administrator")
        {
            Description = "The key is shown in this answer only. If the answer is lost, the firm is there: make another key with createAdminKey.",
            Request = Body.Of(ExampleOffice.FirmRequest, ApiJson.Types.FirmRequest),
            Answer = Body.Of(ExampleOffice.FirmCreated, ApiJson.Types.FirmCreatedAnswer),
            Problems = [ProblemCode.FirmExists],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = new Faults();
        _ = new QueryMembers(call.Request.Query, faults);
        var (asked, problem) = await RequestBody.ReadAsync(call.Request, OfficeReaders.Firm, faults);
        if (asked is null)
        {
            return problem!;
        }

        (call.Audit.Target, call.Audit.Firm) = (asked.Id, asked.Id);
        await call.BeginAsync(Endpoint.Notes);
        return await call.Service<IFirmOffice>().CreateFirmAsync(asked.Id, asked.Name, asked.Label, call.Cancel) is { } made
            ? new JsonAnswer<FirmCreatedAnswer>(FirmCreatedAnswer.Of(made), ApiJson.Types.FirmCreatedAnswer)
            : Problems.Of(ProblemCode.FirmExists, $"The firm {asked.Id} is there already.");
    }
}

internal static class CreateAdminKey
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Post, "/v1/firms/{firm}/admin-key", RoleSet.Operator, AnswerAsync,
        new EndpointNotes("createAdminKey", "Make an administrator's key for a firm that is not connected yet")
        {
            Description = "Once the firm is connected with a system there is data that such a key would show, which is not an operator's to see: "
                + "then its administrators make their keys themselves, or somebody at the machine does.",
            Parameters = [Parameter.Firm],
            Request = Body.Of(ExampleOffice.AdminKeyRequest, ApiJson.Types.AdminKeyRequest),
            Answer = Body.Of(ExampleOffice.KeyCreated, ApiJson.Types.KeyCreatedAnswer),
            Problems = [ProblemCode.NotFound, ProblemCode.FirmInUse],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = new Faults();
        _ = new QueryMembers(call.Request.Query, faults);
        var (asked, problem) = await RequestBody.ReadAsync(call.Request, OfficeReaders.AdminKey, faults);
        if (asked is null)
        {
            return problem!;
        }

        call.Audit.Firm = call.Route("firm");
        await call.BeginAsync(Endpoint.Notes);
        return await call.Service<IFirmOffice>().CreateAdminKeyAsync(call.Route("firm"), asked.Label, call.Cancel) switch
        {
            AdminKeyOutcome.Made made => new JsonAnswer<KeyCreatedAnswer>(KeyCreatedAnswer.Of(made.Key), ApiJson.Types.KeyCreatedAnswer),
            AdminKeyOutcome.InUse => Problems.Of(ProblemCode.FirmInUse, "The firm is connected with a system: only its administrators make keys for it."),
            _ => Problems.NotFound("There is no such firm."),
        };
    }
}
