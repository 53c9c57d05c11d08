using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

internal static class ListLinks
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/links", RoleSet.FirmAdmin | RoleSet.Adviser | RoleSet.Client, AnswerAsync,
        new EndpointNotes("listLinks", "Links, with how many fields differ, how many notices there are, and as of when they are known")
        {
            Description = "An adviser sees the own book, a client the own record. Clients that were unlinked are left out unless status says so.",
            Parameters =
            [
                Parameter.Query("integration", "Only of this pair of systems."),
                Parameter.Query("status", "Only links in this state.", EnumNames<Phase>.All),
                Parameter.Query("notices", "true: only links that have notices.", ["true", "false"]),
                Parameter.Query("differing", "true: only links in which a field differs.", ["true", "false"]),
                Parameter.Query("partner", "Only the link of this partner record: the way back from the partner's page."),
                Parameter.Cursor,
                Parameter.Limit,
            ],
            Answer = Body.Of(ExampleNotices.Links, ApiJson.Types.LinkListAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = new Faults();
        var asked = new QueryMembers(call.Request.Query, faults, "integration", "status", "notices", "differing", "partner", "cursor", "limit");
        var filter = new LinkFilter(
            asked.Text("integration", ApiLimits.IdLength),
            asked.Named<Phase>("status"),
            asked.Flag("notices") ?? false,
            asked.Flag("differing") ?? false,
            asked.Text("partner", ApiLimits.IdLength));
        var scope = PageCursor.Scope("links", call.Caller.Firm, filter.ToString());
        var after = LinkCursor.After(call.Caller, asked.Cursor(scope));
        var limit = asked.Limit();
        if (faults.Any)
        {
            return faults.Answer();
        }

        if (filter.Integration is not null && !Systems.Integrations.TryGet(filter.Integration, out _))
        {
            return Problems.NoSuchIntegration;
        }

        var page = await call.Links.ListLinksAsync(call.Caller, filter, after, limit, call.Cancel);
        var answer = new LinkListAnswer([.. page.Links.Select(LinkListItem.Of)], PageCursor.Write(LinkCursor.Of(page.Next), scope));
        return new JsonAnswer<LinkListAnswer>(answer, ApiJson.Types.LinkListAnswer);
    }
}
