namespace Counterpart.Api;

internal static class PauseIntegration
{
    public static readonly ApiEndpoint Pause = Endpoint("pause", "pauseIntegration", "Stop writing for a whole firm", paused: true);

    public static readonly ApiEndpoint Resume = Endpoint("resume", "resumeIntegration", "Go on writing for a whole firm", paused: false);

    private static ApiEndpoint Endpoint(string name, string operation, string summary, bool paused) => new(
        HttpMethods.Post, $"/v1/integrations/{{integration}}/{name}", RoleSet.FirmAdmin, call => AnswerAsync(call, paused),
        new EndpointNotes(operation, summary)
        {
            Description = "Both sides are read and compared as before; what is edited while it is paused is reconciled when it is resumed. "
                + "Links that were paused themselves stay so. Done twice it changes nothing, so it takes no idempotency key.",
            Parameters = [Parameter.Integration],
            Answer = Body.Of(paused ? ExampleIntegration.Answer with { Paused = true } : ExampleIntegration.Answer, ApiJson.Types.IntegrationAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call, bool paused)
    {
        if (await call.ReadNothingAsync() is { } problem)
        {
            return problem;
        }

        if (call.Integration is not { } integration)
        {
            return Problems.NoSuchIntegration;
        }

        await call.BeginAsync((paused ? Pause : Resume).Notes);
        return await call.Links.PauseIntegrationAsync(call.Caller, integration.Name, paused, call.Cancel) is { } view
            ? new JsonAnswer<IntegrationAnswer>(IntegrationAnswer.Of(view), ApiJson.Types.IntegrationAnswer) { ETag = IfMatch.Tag(view.Version) }
            : Problems.NoSuchIntegration;
    }
}
