namespace Counterpart.Api;

internal static class FindCandidates
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/links/{integration}/{client}/candidates", RoleSet.FirmAdmin | RoleSet.Adviser, AnswerAsync,
        new EndpointNotes("findCandidates", "Partner records to choose a client's counterpart from")
        {
            Parameters =
            [
                Parameter.Integration,
                Parameter.Client,
                Parameter.Query("query", "Name, e-mail, telephone number or other text; left out: the client's name."),
                Parameter.Cursor,
                Parameter.Limit,
            ],
            Answer = Body.Of(ExampleCandidates.Answer, ApiJson.Types.CandidatesAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = new Faults();
        var asked = new QueryMembers(call.Request.Query, faults, "query", "cursor", "limit");
        var client = call.Client(faults);
        var query = asked.Text("query", ApiLimits.TextLength);
        var scope = PageCursor.Scope("candidates", call.Caller.Firm, call.Route("integration"), client, query);
        var after = asked.Cursor(scope);
        var limit = asked.Limit();
        if (faults.Any)
        {
            return faults.Answer();
        }

        if (call.Integration is not { } integration)
        {
            return Problems.NoSuchIntegration;
        }

        if (await call.Links.FindCandidatesAsync(call.Caller, integration.Name, client, query, after, limit, call.Cancel) is not { } page)
        {
            return Problems.NoSuchClient;
        }

        var sight = call.Sight;
        var answer = new CandidatesAnswer(
            integration.Name,
            client,
            integration.PartnerSystem,
            page.Query,
            [.. page.Records.Select(record => CandidateItem.Of(record, sight))],
            PageCursor.Write(page.Next, scope));
        return new JsonAnswer<CandidatesAnswer>(answer, ApiJson.Types.CandidatesAnswer);
    }
}
