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
        var faults = new Faults();
        _ = new QueryMembers(call.Request.Query, faults);
        if (faults.Any)
        {
            return faults.Answer();
        }

        var keys = await call.Service<IFirmOffice>().ListKeysAsync(call.Caller.Firm, call.Cancel);
        return new JsonAnswer<KeysAnswer>(new KeysAnswer([.. keys.Select(KeyItem.Of)]), ApiJson.Types.KeysAnswer);
    }
}

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
        var faults = new Faults();
        _ = new QueryMembers(call.Request.Query, faults);
        var (asked, problem) = await RequestBody.ReadAsync(call.Request, OfficeReaders.Key, faults);
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
        var faults = new Faults();
        _ = new QueryMembers(call.Request.Query, faults);
        var (asked, problem) = await RequestBody.ReadAsync(call.Request, OfficeReaders.Rotation, faults);
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

internal static class RevokeKey
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Delete, "/v1/keys/{key}", RoleSet.FirmAdmin | RoleSet.Operator, AnswerAsync,
        new EndpointNotes("revokeKey", "End a key now")
        {
            Description = "Other nodes may accept it for 5 seconds more. A key may revoke itself; the last one of a firm's administrators may too.",
            Parameters = [Parameter.Key],
            Answer = Body.Of(ExampleOffice.Revoked, ApiJson.Types.KeyItem),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = new Faults();
        _ = new QueryMembers(call.Request.Query, faults);
        if (faults.Any)
        {
            return faults.Answer();
        }

        await call.BeginAsync(Endpoint.Notes);
        return await call.Service<IFirmOffice>().RevokeKeyAsync(call.Caller.Firm, call.Route("key"), call.Cancel) is { } ended
            ? new JsonAnswer<KeyItem>(KeyItem.Of(ended), ApiJson.Types.KeyItem)
            : Problems.NoSuchKey;
    }
}
