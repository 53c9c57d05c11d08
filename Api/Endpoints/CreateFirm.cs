using Counterpart.Hosting;

namespace Counterpart.Api;

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
        var (asked, problem) = await call.ReadAsync(OfficeReaders.Firm);
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
