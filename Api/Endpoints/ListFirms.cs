using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class ListFirms
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/firms", RoleSet.Operator, AnswerAsync,
        new EndpointNotes("listFirms", "All firms")
        {
            Answer = Body.Of(ExampleOffice.Firms, ApiJson.Types.FirmsAnswer),
            Problems = [ProblemCode.Validation],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        if (call.Problem() is { } problem)
        {
            return problem;
        }

        var firms = await call.Service<IFirmOffice>().ListFirmsAsync(call.Cancel);
        return new JsonAnswer<FirmsAnswer>(new FirmsAnswer([.. firms.Select(FirmItem.Of)]), ApiJson.Types.FirmsAnswer);
    }
}
