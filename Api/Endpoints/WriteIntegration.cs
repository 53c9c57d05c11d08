using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class WriteIntegration
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Put, "/v1/integrations/{integration}", RoleSet.FirmAdmin, AnswerAsync,
        new EndpointNotes("writeIntegration", "Replace the firm's settings of an integration")
        {
            Description = "enabled must be there; every other setting that is left out takes its default.",
            Parameters = [Parameter.Integration, Parameter.IfMatch],
            Request = Body.Of(ExampleIntegration.Request, ApiJson.Types.IntegrationRequest),
            Answer = Body.Of(ExampleIntegration.Answer, ApiJson.Types.IntegrationAnswer),
            Problems = [ProblemCode.NotFound, ProblemCode.VersionConflict],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = new Faults();
        _ = new QueryMembers(call.Request.Query, faults);
        var expected = IfMatch.Read(call.Request, faults);
        var (asked, problem) = await RequestBody.ReadAsync(call.Request, RequestReaders.Integration, faults);
        if (asked is null)
        {
            return problem!;
        }

        if (call.Integration is not { } integration || await call.Links.GetIntegrationAsync(call.Caller, integration.Name, call.Cancel) is null)
        {
            return Problems.NoSuchIntegration;
        }

        return await call.Links.PutIntegrationAsync(call.Caller, integration.Name, Settings(asked), expected, call.Cancel) is { } view
            ? new JsonAnswer<IntegrationAnswer>(IntegrationAnswer.Of(view), ApiJson.Types.IntegrationAnswer) { ETag = IfMatch.Tag(view.Version) }
            : Problems.Of(ProblemCode.VersionConflict, "The settings were changed meanwhile; read them again.");
    }

    private static IntegrationSettings Settings(IntegrationRequest asked) => new()
    {
        Enabled = asked.Enabled,
        ContactSync = asked.ContactSync,
        AccountSync = asked.AccountSync,
        OnConflict = asked.OnConflict,
        First = asked.First,
        TaxIdField = asked.TaxIdField,
        Region = asked.Region,
    };
}
