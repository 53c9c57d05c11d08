using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class ChoosePartner
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Post, "/v1/links/{integration}/{client}/choice", RoleSet.FirmAdmin | RoleSet.Adviser, AnswerAsync,
        new EndpointNotes("choosePartner", "Link a client with the partner record that a person chose")
        {
            Parameters = [Parameter.Integration, Parameter.Client, Parameter.IdempotencyKey],
            Request = Body.Of(ExampleLinks.ChoiceRequest, ApiJson.Types.ChoiceRequest),
            Answer = Body.Of(ExampleLinks.Chosen, ApiJson.Types.LinkItem),
            Problems =
            [
                ProblemCode.NotFound,
                ProblemCode.UnknownPartner,
                ProblemCode.IntegrationDisabled,
                ProblemCode.PartnerTaken,
                ProblemCode.AlreadyLinked,
                ProblemCode.Leaving,
                ProblemCode.KeyReused,
            ],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = call.WithoutQuery();
        var client = call.Client(faults);
        var key = IdempotencyKey.Read(call.Request, faults);
        var (asked, problem) = await RequestBody.ReadAsync(call.Request, RequestReaders.Choice, faults);
        if (asked is null)
        {
            return problem!;
        }

        var integration = call.Route("integration");
        if (await Enabled.CheckAsync(call, integration) is { } refusal)
        {
            return refusal;
        }

        var request = IdempotencyKey.For(key, call.Request, asked, ApiJson.Types.ChoiceRequest);
        var outcome = await call.Links.ChooseAsync(call.Caller, integration, client, asked.Partner, request, call.Cancel);
        return Refusal(outcome.Result) ?? (IResult)new JsonAnswer<LinkItem>(LinkItem.Of(outcome, call.Sight), ApiJson.Types.LinkItem);
    }

    private static ProblemAnswer? Refusal(LinkResult result) => result switch
    {
        LinkResult.Linked or LinkResult.NeedsChoice or LinkResult.Matching => null,
        LinkResult.UnknownClient => Problems.NoSuchClient,
        LinkResult.UnknownPartner => Problems.Of(
            ProblemCode.UnknownPartner, "partner is not the id of a record that is there.", [new("partner", "/partner", "must be the id of a record that is there")]),
        LinkResult.PartnerTaken => Problems.Of(ProblemCode.PartnerTaken, "Another client is linked with that partner record; unlink it first."),
        LinkResult.AlreadyLinked => Problems.Of(ProblemCode.AlreadyLinked, "The client is linked with another partner record; unlink it first."),
        LinkResult.Leaving or LinkResult.Unlinked or LinkResult.NotLinked => Problems.Of(
            ProblemCode.Leaving, "The last link of the client is still ending; repeat the request in a minute."),
        LinkResult.Unavailable => Problems.StoreUnavailable(),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
