namespace Counterpart.Api;

internal static class RefreshLink
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Post, "/v1/links/{integration}/{client}/refresh", RoleSet.FirmAdmin | RoleSet.Adviser, AnswerAsync,
        new EndpointNotes("refreshLink", "Read both records of a link anew")
        {
            Description = "Waits up to 5 seconds. When a record is not read by then the answer is 202: it is read all the same, as soon as its channel can, "
                + "and reading the link tells as of when it is known.",
            Parameters = [Parameter.Integration, Parameter.Client, Parameter.IdempotencyKey],
            Answer = Body.Of(ExampleSync.Refreshed, ApiJson.Types.RefreshAnswer),
            Accepted = Body.Of(ExampleSync.Refreshing, ApiJson.Types.RefreshAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound, ProblemCode.IntegrationDisabled, ProblemCode.NotLinked, ProblemCode.KeyReused],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var (asked, problem) = await ActRequest.ReadAsync(call);
        if (asked is null)
        {
            return problem!;
        }

        if (await Enabled.CheckAsync(call, asked.Integration.Name) is { } refusal)
        {
            return refusal;
        }

        return await call.Links.RefreshAsync(call.Caller, asked.Integration.Name, asked.Client, asked.Key, ApiLimits.RefreshWait, call.Cancel) switch
        {
            null => Problems.NoSuchClient,
            { Act.IsLinked: false } outcome => Problems.NotLinked(outcome.Act.Status),
            { } outcome => new JsonAnswer<RefreshAnswer>(RefreshAnswer.Of(asked.Integration, asked.Client, outcome), ApiJson.Types.RefreshAnswer)
            {
                Status = outcome.IsDone ? StatusCodes.Status200OK : StatusCodes.Status202Accepted,
            },
        };
    }
}
