using System.Text.Json.Nodes;

namespace Counterpart.Api;

internal static class UnlinkClients
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Post, "/v1/links/unlink", RoleSet.FirmAdmin | RoleSet.Adviser, AnswerAsync,
        new EndpointNotes("unlinkClients", "End the links of 1 to 50 clients")
        {
            Description = "Works while the integration is disabled too. With the reason wrongMatch the two records are never matched by a rule again.",
            Parameters = [Parameter.IdempotencyKey],
            Request = Body.Of(ExampleLinks.UnlinkRequest, ApiJson.Types.UnlinkRequest),
            Answer = Body.Of(ExampleLinks.UnlinkAnswer, ApiJson.Types.LinksAnswer),
            Problems = [ProblemCode.NotFound, ProblemCode.KeyReused],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = call.WithoutQuery();
        var key = IdempotencyKey.Read(call.Request, faults);
        var (asked, problem) = await RequestBody.ReadAsync(call.Request, RequestReaders.Unlink, faults);
        if (asked is null)
        {
            return problem!;
        }

        if (!Systems.Integrations.TryGet(asked.Integration, out var integration))
        {
            return Problems.NoSuchIntegration;
        }

        call.Audit.Detail["clients"] = new JsonArray([.. asked.Clients.Select(client => (JsonNode)client)]);
        call.Audit.Target = asked.Integration;
        var request = IdempotencyKey.For(key, call.Request, asked, ApiJson.Types.UnlinkRequest);
        var outcomes = await call.Links.UnlinkAsync(call.Caller, integration.Name, [.. asked.Clients], asked.Reason, request, call.Cancel);
        return LinkOutcomes.Answer(integration.Name, outcomes, call.Sight);
    }
}
