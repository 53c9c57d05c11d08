namespace Counterpart.Api;

internal static class ReadLink
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/links/{integration}/{client}", RoleSet.FirmAdmin | RoleSet.Adviser | RoleSet.Client, AnswerAsync,
        new EndpointNotes("readLink", "A client's link: both sides of every field, and what is owed")
        {
            Parameters = [Parameter.Integration, Parameter.Client],
            Answer = Body.Of(ExampleLink.Answer, ApiJson.Types.LinkAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = call.WithoutQuery();
        var client = call.Client(faults);
        if (faults.Any)
        {
            return faults.Answer();
        }

        if (call.Integration is not { } integration)
        {
            return Problems.NoSuchIntegration;
        }

        return call.MaySee(client) && await call.Links.GetAsync(call.Caller, integration.Name, client, call.Cancel) is { } view
            ? new JsonAnswer<LinkAnswer>(LinkAnswer.Of(view, integration, call.Sight), ApiJson.Types.LinkAnswer)
            : Problems.NoSuchClient;
    }
}
