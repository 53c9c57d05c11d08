namespace Counterpart.Api;

internal static class ReadIntegration
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/integrations/{integration}", RoleSet.FirmAdmin | RoleSet.Adviser, AnswerAsync,
        new EndpointNotes("readIntegration", "The firm's settings of an integration")
        {
            Parameters = [Parameter.Integration],
            Answer = Body.Of(ExampleIntegration.Answer, ApiJson.Types.IntegrationAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        if (call.Problem() is { } problem)
        {
            return problem;
        }

        return call.Integration is { } integration && await call.Links.GetIntegrationAsync(call.Caller, integration.Name, call.Cancel) is { } view
            ? new JsonAnswer<IntegrationAnswer>(IntegrationAnswer.Of(view), ApiJson.Types.IntegrationAnswer) { ETag = IfMatch.Tag(view.Version) }
            : Problems.NoSuchIntegration;
    }
}
