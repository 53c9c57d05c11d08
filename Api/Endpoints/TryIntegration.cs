namespace Counterpart.Api;

internal static class TryIntegration
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Post, "/v1/integrations/{integration}/trial", RoleSet.FirmAdmin, AnswerAsync,
        new EndpointNotes("tryIntegration", "What settings would change, without changing anything")
        {
            Description = "Takes what PUT takes, and decides every link under it, up to 20,000, without writing anything down.",
            Parameters = [Parameter.Integration],
            Request = Body.Of(ExampleIntegration.Request, ApiJson.Types.IntegrationRequest),
            Answer = Body.Of(ExampleIntegration.Trial, ApiJson.Types.TrialAnswer),
            Problems = [ProblemCode.NotFound],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = call.WithoutQuery();
        if (call.Integration is not { } integration)
        {
            return Problems.NoSuchIntegration;
        }

        var (asked, problem) = await RequestBody.ReadAsync(call.Request, RequestReaders.Integration(integration), faults);
        if (asked is null)
        {
            return problem!;
        }

        return await call.Links.GetIntegrationAsync(call.Caller, integration.Name, call.Cancel) is { } present
            && await call.Links.TryIntegrationAsync(call.Caller, integration.Name, WriteIntegration.Settings(asked, present.Settings), call.Cancel) is { } trial
                ? new JsonAnswer<TrialAnswer>(TrialAnswer.Of(present, trial), ApiJson.Types.TrialAnswer)
                : Problems.NoSuchIntegration;
    }
}
