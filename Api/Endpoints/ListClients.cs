using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Api;

internal static class ListClients
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/clients", RoleSet.FirmAdmin | RoleSet.Adviser | RoleSet.Client, AnswerAsync,
        new EndpointNotes("listClients", "The hub's clients with their links, in order of name")
        {
            Description = "An adviser sees the own book, a client the own record.",
            Parameters =
            [
                Parameter.Query("integration", "May be left out while there is only one."),
                Parameter.Query("query", "What to look for in names."),
                Parameter.Query("status", "Only clients whose link is in this state.", EnumNames<Phase>.All),
                Parameter.Cursor,
                Parameter.Limit,
            ],
            Answer = Body.Of(ExampleClients.Answer, ApiJson.Types.ClientsAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = new Faults();
        var asked = new QueryMembers(call.Request.Query, faults, "integration", "query", "status", "cursor", "limit");
        var name = asked.Text("integration", ApiLimits.IdLength) ?? TheOnlyOne(faults);
        var query = asked.Text("query", ApiLimits.TextLength);
        var status = asked.Named<Phase>("status");
        var scope = PageCursor.Scope("clients", call.Caller.Firm, name, query, status?.ToString());
        var after = asked.Cursor(scope);
        var limit = asked.Limit();
        if (faults.Any)
        {
            return faults.Answer();
        }

        if (!Integrations.TryGet(name, out var integration))
        {
            return Problems.NoSuchIntegration;
        }

        var page = await call.Links.ListClientsAsync(call.Caller, integration.Name, query, status, after, limit, call.Cancel);
        var answer = new ClientsAnswer(
            integration.Name,
            integration.HubSystem,
            integration.PartnerSystem,
            [.. page.Clients.Select(ClientItem.Of)],
            PageCursor.Write(page.Next, scope));
        return new JsonAnswer<ClientsAnswer>(answer, ApiJson.Types.ClientsAnswer);
    }

    private static string TheOnlyOne(Faults faults)
    {
        if (Integrations.All is [var only])
        {
            return only.Name;
        }

        if (!faults.Any)
        {
            faults.Add("integration", null, "is missing");
        }

        return string.Empty;
    }
}
