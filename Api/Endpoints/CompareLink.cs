namespace Counterpart.Api;

internal static class CompareLink
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/links/{integration}/{client}/sync", RoleSet.FirmAdmin | RoleSet.Adviser | RoleSet.Client, AnswerAsync,
        new EndpointNotes("compareLink", "Every field of a link that can be synced: both values, whether they differ, and when they were refreshed")
        {
            Description = "toHub and toPartner say which way a field may be moved by a person; the versions go into the apply.",
            Parameters = [Parameter.Integration, Parameter.Client, Parameter.Query("differing", "true: only fields that differ.", ["true", "false"])],
            Answer = Body.Of(ExampleSync.Answer, ApiJson.Types.SyncAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = new Faults();
        var asked = new QueryMembers(call.Request.Query, faults, "differing");
        var client = call.Client(faults);
        var onlyDiffering = asked.Flag("differing") ?? false;
        if (faults.Any)
        {
            return faults.Answer();
        }

        if (call.Integration is not { } integration)
        {
            return Problems.NoSuchIntegration;
        }

        return call.MaySee(client) && await call.Links.CompareAsync(call.Caller, integration.Name, client, call.Cancel) is { } view
            ? new JsonAnswer<SyncAnswer>(SyncAnswer.Of(view, integration, client, onlyDiffering), ApiJson.Types.SyncAnswer)
            : Problems.NoSuchClient;
    }
}
