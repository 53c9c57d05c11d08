using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class ExportAudit
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/audit/export", RoleSet.FirmAdmin | RoleSet.Operator, Answer,
        new EndpointNotes("exportAudit", "The whole audit as a file")
        {
            Description = "One entry a line, as readAudit has them, as it was when the export began. With format=csv a table for a spreadsheet, in which text "
                + "that a spreadsheet would take for a formula has an apostrophe before it.",
            Parameters = [Parameter.Query("format", "ndjson when it is left out.", EnumNames<AuditFormat>.All), Parameter.Number("after", "Only what came after this sequence.")],
            Answer = Body.Of(ExampleAudit.Item, ApiJson.Types.AuditItem),
            AnswerType = AuditExport.LinesType,
            Problems = [ProblemCode.Validation],
        })
    { IsAudited = true };

    private static Task<IResult> Answer(ApiCall call)
    {
        var faults = new Faults();
        var asked = new QueryMembers(call.Request.Query, faults, "format", "after");
        var format = asked.Named<AuditFormat>("format") ?? AuditFormat.Ndjson;
        var after = asked.Number("after", 0, long.MaxValue) ?? 0;
        return Task.FromResult<IResult>(faults.Any ? faults.Answer() : new AuditExport(call.Service<IAuditTrail>(), call.Caller.Firm, format, after));
    }
}
