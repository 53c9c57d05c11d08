using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class CreateKey
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Post, "/v1/keys", RoleSet.FirmAdmin, AnswerAsync,
        new EndpointNotes("createKey", "Make a key")
        {
            Description = "The key is shown in this answer only. If the answer is lost, revoke the key that the list shows and make another.",
            Request = Body.Of(ExampleOffice.KeyRequest, ApiJson.Types.KeyRequest),
            Answer = Body.Of(ExampleOffice.KeyCreated, ApiJson.Types.KeyCreatedAnswer),
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var (asked, problem) = await call.ReadAsync(OfficeReaders.Key);
        if (asked is null)
        {
            return problem!;
        }

        call.Audit.Detail["role"] = RoleNames.Of(asked.Role);
        await call.BeginAsync(Endpoint.Notes);
        var made = await call.Service<IFirmOffice>().CreateKeyAsync(call.Caller.Firm, asked.Role, asked.Subject, asked.Label, call.Cancel);
        call.Audit.Target = made.Row.Id;
        return new JsonAnswer<KeyCreatedAnswer>(KeyCreatedAnswer.Of(made), ApiJson.Types.KeyCreatedAnswer);
    }
}
