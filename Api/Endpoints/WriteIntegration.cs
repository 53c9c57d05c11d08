using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class WriteIntegration
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Put, "/v1/integrations/{integration}", RoleSet.FirmAdmin, AnswerAsync,
        new EndpointNotes("writeIntegration", "Replace the firm's settings of an integration")
        {
            Description = "enabled must be there; every other setting that is left out takes its default. Every link is then decided again in the "
                + "background: reconsidered in the answer tells how far that is. The trial tells beforehand what would change.",
            Parameters = [Parameter.Integration, Parameter.IfMatch],
            Request = Body.Of(ExampleIntegration.Request, ApiJson.Types.IntegrationRequest),
            Answer = Body.Of(ExampleIntegration.Answer, ApiJson.Types.IntegrationAnswer),
            Problems = [ProblemCode.NotFound, ProblemCode.VersionConflict],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = call.WithoutQuery();
        var expected = IfMatch.Read(call.Request, faults);
        if (call.Integration is not { } integration)
        {
            return Problems.NoSuchIntegration;
        }

        var (asked, problem) = await RequestBody.ReadAsync(call.Request, RequestReaders.Integration(integration), faults);
        if (asked is null)
        {
            return problem!;
        }

        await call.BeginAsync(Endpoint.Notes);
        while (await call.Links.GetIntegrationAsync(call.Caller, integration.Name, call.Cancel) is { } present)
        {
            // What is kept with the settings and is none of the request's stays as it is there now.
            var settings = Settings(asked, present.Settings);
            if (await call.Links.PutIntegrationAsync(call.Caller, integration.Name, settings, expected ?? present.Version, call.Cancel) is { } view)
            {
                return new JsonAnswer<IntegrationAnswer>(IntegrationAnswer.Of(view), ApiJson.Types.IntegrationAnswer) { ETag = IfMatch.Tag(view.Version) };
            }

            if (expected is not null)
            {
                return Problems.Of(ProblemCode.VersionConflict, "The settings were changed meanwhile; read them again.");
            }
        }

        return Problems.NoSuchIntegration;
    }

    public static IntegrationSettings Settings(IntegrationRequest asked, IntegrationSettings present) => present with
    {
        Enabled = asked.Enabled,
        ContactSync = asked.ContactSync,
        AccountSync = asked.AccountSync,
        OnConflict = asked.OnConflict,
        First = asked.First,
        TaxIdField = asked.TaxIdField,
        Region = asked.Region,
        ObserveOnly = asked.ObserveOnly,
        Paused = asked.Paused,
        HubPage = asked.HubPage,
        PartnerPage = asked.PartnerPage,
        Fields = IntegrationSettings.NoFields.AddRange((asked.Fields ?? new Dictionary<string, FieldItem>(StringComparer.Ordinal))
            .Select(field => KeyValuePair.Create(field.Key, new FieldSettings(field.Value.Direction, field.Value.OnConflict, field.Value.OnBlank)))),
    };
}
