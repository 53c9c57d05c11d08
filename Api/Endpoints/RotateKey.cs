using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class RotateKey
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Post, "/v1/keys/{key}/rotate", RoleSet.FirmAdmin | RoleSet.Operator, AnswerAsync,
        new EndpointNotes("rotateKey", "Make a new key like another, which ends after an overlap")
        {
            Description = "Role, subject and label are the old key's. The new key is shown in this answer only.",
            Parameters = [Parameter.Key],
            Request = Body.Of(ExampleOffice.RotateRequest, ApiJson.Types.RotateRequest),
            Answer = Body.Of(ExampleOffice.KeyCreated, ApiJson.Types.KeyCreatedAnswer),
            Problems = [ProblemCode.NotFound, ProblemCode.KeyEnded],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var (asked, problem) = await call.ReadAsync(OfficeReaders.Rotation);
        if (asked is null)
        {
            return problem!;
        }

        var office = call.Service<IFirmOffice>();
        var id = call.Route("key");
        await call.BeginAsync(Endpoint.Notes);
        if (await office.RotateKeyAsync(call.Caller.Firm, id, TimeSpan.FromMinutes(asked.OverlapMinutes), call.Cancel) is { } made)
        {
            call.Audit.Detail["newKey"] = made.Row.Id;
            return new JsonAnswer<KeyCreatedAnswer>(KeyCreatedAnswer.Of(made), ApiJson.Types.KeyCreatedAnswer);
        }

        return (await office.ListKeysAsync(call.Caller.Firm, call.Cancel)).Any(key => key.Id == id)
            ? Problems.Of(ProblemCode.KeyEnded, "The key was revoked or rotated before.")
            : Problems.NoSuchKey;
    }
}
