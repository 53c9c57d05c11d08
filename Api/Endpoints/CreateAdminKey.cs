using Counterpart.Hosting;

namespace Counterpart.Api;

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
        var (asked, problem) = await call.ReadAsync(OfficeReaders.AdminKey);
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
