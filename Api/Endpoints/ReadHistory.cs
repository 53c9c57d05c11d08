namespace Counterpart.Api;

internal static class ReadHistory
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/links/{integration}/{client}/history", RoleSet.FirmAdmin | RoleSet.Adviser | RoleSet.Client, AnswerAsync,
        new EndpointNotes("readHistory", "What happened to a link, newest first")
        {
            Parameters =
            [
                Parameter.Integration,
                Parameter.Client,
                Parameter.Query("path", "Only what concerns this field, or for a list's name its rows."),
                Parameter.Number("before", "Only what came before this sequence."),
                Parameter.Limit,
            ],
            Answer = Body.Of(ExampleHistory.Answer, ApiJson.Types.HistoryAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = new Faults();
        var asked = new QueryMembers(call.Request.Query, faults, "path", "before", "limit");
        var client = call.Client(faults);
        var path = asked.Text("path", ApiLimits.TextLength);
        var before = asked.Number("before", 1, long.MaxValue);
        var limit = asked.Limit();
        if (faults.Any)
        {
            return faults.Answer();
        }

        if (call.Integration is not { } integration)
        {
            return Problems.NoSuchIntegration;
        }

        if (!call.MaySee(client)
            || await call.Links.GetHistoryAsync(call.Caller, integration.Name, client, path, before, limit, call.Cancel) is not { } page)
        {
            return Problems.NoSuchClient;
        }

        var answer = new HistoryAnswer(
            integration.Name, client, integration.HubSystem, integration.PartnerSystem, [.. page.Entries.Select(HistoryItem.Of)], page.NextBefore);
        return new JsonAnswer<HistoryAnswer>(answer, ApiJson.Types.HistoryAnswer);
    }
}
