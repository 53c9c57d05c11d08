using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class ReadAudit
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/audit", RoleSet.FirmAdmin | RoleSet.Operator, AnswerAsync,
        new EndpointNotes("readAudit", "Who did what, when, from where")
        {
            Description = "Oldest first. An operator reads the operators' own. Reading is in the audit too.",
            Parameters = [Parameter.Number("after", "Only what came after this sequence."), Parameter.Limit],
            Answer = Body.Of(ExampleAudit.Answer, ApiJson.Types.AuditAnswer),
            Problems = [ProblemCode.Validation],
        })
    { IsAudited = true };

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = new Faults();
        var asked = new QueryMembers(call.Request.Query, faults, "after", "limit");
        var after = asked.Number("after", 0, long.MaxValue) ?? 0;
        var limit = asked.Limit();
        if (faults.Any)
        {
            return faults.Answer();
        }

        var rows = await call.Service<IAuditTrail>().ReadAsync(call.Caller.Firm, after, limit, call.Cancel);
        return new JsonAnswer<AuditAnswer>(
            new AuditAnswer([.. rows.Select(AuditItem.Of)], rows.Count < limit ? null : rows[^1].Seq), ApiJson.Types.AuditAnswer);
    }
}
