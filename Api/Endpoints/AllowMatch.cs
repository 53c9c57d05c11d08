namespace Counterpart.Api;

internal static class AllowMatch
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Delete, "/v1/links/{integration}/{client}/never/{record}", RoleSet.FirmAdmin | RoleSet.Adviser, AnswerAsync,
        new EndpointNotes("allowMatch", "Take back that a partner record is somebody else")
        {
            Description = "Unlinking with the reason wrongMatch keeps the rules from matching these two again; after this they may. "
                + "A person's choice takes it back by itself.",
            Parameters = [Parameter.Integration, Parameter.Client, Parameter.Record, Parameter.IdempotencyKey],
            Answer = Body.Of(ExampleNotices.Allowed, ApiJson.Types.AllowAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound, ProblemCode.KeyReused],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var (asked, problem) = await ActRequest.ReadAsync(call);
        if (asked is null)
        {
            return problem!;
        }

        var record = call.Route("record");
        if (TextRule.CheckId(record) is { } rule)
        {
            var faults = new Faults();
            faults.Add("record", null, rule);
            return faults.Answer();
        }

        return await call.Links.AllowAsync(call.Caller, asked.Integration.Name, asked.Client, record, asked.Key, call.Cancel) is { } outcome
            ? new JsonAnswer<AllowAnswer>(
                new AllowAnswer(asked.Integration.Name, asked.Client, record, outcome.Changed, outcome.Status, outcome.Repeated, outcome.Seq, outcome.Revision),
                ApiJson.Types.AllowAnswer)
            : Problems.NoSuchClient;
    }
}
