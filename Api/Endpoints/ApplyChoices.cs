using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>One act under two names: docs/decisions/0023.</summary>
internal static class ApplyChoices
{
    public static readonly ApiEndpoint Sync = Endpoint("sync", "syncLink", "Move fields of a link, each in its own direction, in one commit");

    public static readonly ApiEndpoint Resolve = Endpoint("resolve", "resolveLink", "Say whose value stands where the two sides differ, in one commit");

    private static ApiEndpoint Endpoint(string name, string operation, string summary) => new(
        HttpMethods.Post, $"/v1/links/{{integration}}/{{client}}/{name}", RoleSet.FirmAdmin | RoleSet.Adviser, AnswerAsync,
        new EndpointNotes(operation, summary)
        {
            Description = "Each choice carries the versions that the person saw, as GET …/sync shows them. Where another value is there by now that choice "
                + "is refused as changed, with the present values, and the others are applied. sync and resolve take the same body and do the same.",
            Parameters = [Parameter.Integration, Parameter.Client, Parameter.IdempotencyKey],
            Request = Body.Of(ExampleSync.Request, ApiJson.Types.SyncRequest),
            Answer = Body.Of(ExampleSync.Applied, ApiJson.Types.AppliedAnswer),
            Problems = [ProblemCode.NotFound, ProblemCode.IntegrationDisabled, ProblemCode.NotLinked, ProblemCode.KeyReused],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = call.WithoutQuery();
        var client = call.Client(faults);
        var key = IdempotencyKey.Read(call.Request, faults);
        var (asked, problem) = await RequestBody.ReadAsync(call.Request, ReadSync.Read, faults);
        if (asked is null)
        {
            return problem!;
        }

        var integration = call.Route("integration");
        if (await Enabled.CheckAsync(call, integration) is { } refusal)
        {
            return refusal;
        }

        var request = IdempotencyKey.For(key, call.Request, asked, ApiJson.Types.SyncRequest);
        var choices = asked.Choices.Select(choice => new PathChoice(choice.Path, choice.Stands, choice.HubVersion, choice.PartnerVersion));
        return await call.Links.ApplyAsync(call.Caller, integration, client, [.. choices], request, call.Cancel) switch
        {
            null => Problems.NoSuchClient,
            { Act.IsLinked: false } outcome => Problems.NotLinked(outcome.Act.Status),
            { } outcome => new JsonAnswer<AppliedAnswer>(AppliedAnswer.Of(integration, client, outcome), ApiJson.Types.AppliedAnswer),
        };
    }
}
