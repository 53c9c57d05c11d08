using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class LinkClients
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Post, "/v1/links", RoleSet.FirmAdmin | RoleSet.Adviser, AnswerAsync,
        new EndpointNotes("linkClients", "Link 1 to 50 clients with their counterparts")
        {
            Description = "Each client has its own outcome. Waits up to 5 seconds for a directory that is being read; what is not decided by then "
                + "is answered as matching. The same idempotency key with the same request repeats the answer.",
            Parameters = [Parameter.IdempotencyKey],
            Request = Body.Of(ExampleLinks.LinksRequest, ApiJson.Types.LinksRequest),
            Answer = Body.Of(ExampleLinks.LinksAnswer, ApiJson.Types.LinksAnswer),
            Problems = [ProblemCode.NotFound, ProblemCode.IntegrationDisabled, ProblemCode.KeyReused],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = call.WithoutQuery();
        var key = IdempotencyKey.Read(call.Request, faults);
        var (asked, problem) = await RequestBody.ReadAsync(call.Request, RequestReaders.Links, faults);
        if (asked is null)
        {
            return problem!;
        }

        if (await Enabled.CheckAsync(call, asked.Integration) is { } refusal)
        {
            return refusal;
        }

        call.Audit.Detail["clients"] = new JsonArray([.. asked.Clients.Select(client => (JsonNode)client)]);
        call.Audit.Target = asked.Integration;
        var request = IdempotencyKey.For(key, call.Request, asked, ApiJson.Types.LinksRequest);
        var outcomes = await call.Links.LinkAsync(
            call.Caller, asked.Integration, [.. asked.Clients], request, ApiLimits.LinkWait, call.Cancel);
        return LinkOutcomes.Answer(asked.Integration, outcomes, call.Sight);
    }
}
