namespace Counterpart.Api;

internal static class PreviewIntegration
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/integrations/{integration}/preview", RoleSet.FirmAdmin | RoleSet.Adviser, AnswerAsync,
        new EndpointNotes("previewIntegration", "What is to be written, and why; while nothing is written, what would be")
        {
            Description = "An adviser sees the own book. A page holds whole links, so it may hold a few more values than asked for.",
            Parameters = [Parameter.Integration, Parameter.Cursor, Parameter.Limit],
            Answer = Body.Of(ExampleIntegration.Preview, ApiJson.Types.PreviewAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = new Faults();
        var asked = new QueryMembers(call.Request.Query, faults, "cursor", "limit");
        var scope = PageCursor.Scope("preview", call.Caller.Firm, call.Route("integration"));
        var after = LinkCursor.After(call.Caller, asked.Cursor(scope));
        var limit = asked.Limit();
        if (faults.Any)
        {
            return faults.Answer();
        }

        if (call.Integration is not { } integration || await call.Links.GetIntegrationAsync(call.Caller, integration.Name, call.Cancel) is not { } view)
        {
            return Problems.NoSuchIntegration;
        }

        var page = await call.Links.PreviewAsync(call.Caller, integration.Name, after, limit, call.Cancel);
        var answer = new PreviewAnswer(
            integration.Name,
            view.Settings is { Enabled: true, ContactSync: true, Paused: false, ObserveOnly: false },
            [.. page.Paths.Select(PreviewItem.Of)],
            PageCursor.Write(LinkCursor.Of(page.Next), scope));
        return new JsonAnswer<PreviewAnswer>(answer, ApiJson.Types.PreviewAnswer);
    }
}
