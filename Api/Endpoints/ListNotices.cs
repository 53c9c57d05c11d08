using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

internal static class ListNotices
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/notices", RoleSet.FirmAdmin | RoleSet.Adviser | RoleSet.Client, AnswerAsync,
        new EndpointNotes("listNotices", "What waits for somebody: each with its cause, what to do, and who may")
        {
            Description = "An adviser sees the own book, a client the own record. An administrator sees first, on the first page, what is the matter with "
                + "channels: stopped by the brake, a credential refused, a system long down, a day's calls that end. A notice goes by itself when its cause is gone. "
                + "A page holds whole links, so it may hold a few more notices than asked for.",
            Parameters =
            [
                Parameter.Query("integration", "Only of this pair of systems."),
                Parameter.Query("cause", "Only with this cause.", EnumNames<NoticeCause>.All),
                Parameter.Query("client", "Only of this client."),
                Parameter.Cursor,
                Parameter.Limit,
            ],
            Answer = Body.Of(ExampleNotices.Answer, ApiJson.Types.NoticesAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = new Faults();
        var asked = new QueryMembers(call.Request.Query, faults, "integration", "cause", "client", "cursor", "limit");
        var integration = asked.Text("integration", ApiLimits.IdLength);
        var cause = asked.Named<NoticeCause>("cause");
        var client = asked.Text("client", ApiLimits.IdLength);
        var scope = PageCursor.Scope("notices", call.Caller.Firm, integration, cause?.ToString(), client);
        var after = LinkCursor.After(call.Caller, asked.Cursor(scope));
        var limit = asked.Limit();
        if (faults.Any)
        {
            return faults.Answer();
        }

        if (integration is not null && !Systems.Integrations.TryGet(integration, out _))
        {
            return Problems.NoSuchIntegration;
        }

        var page = await call.Links.ListNoticesAsync(call.Caller, new NoticeFilter(integration, cause, client), after, limit, call.Cancel);
        var channels = after is null && client is null && call.Caller.Role == Role.FirmAdmin ? await OfChannelsAsync(call, integration, cause) : [];
        var answer = new NoticesAnswer([.. channels, .. page.Notices.Select(NoticeItem.Of)], PageCursor.Write(LinkCursor.Of(page.Next), scope));
        return new JsonAnswer<NoticesAnswer>(answer, ApiJson.Types.NoticesAnswer);
    }

    private static async Task<IEnumerable<NoticeItem>> OfChannelsAsync(ApiCall call, string? integration, NoticeCause? cause)
    {
        var now = call.Get<TimeProvider>().GetUtcNow();
        return (await call.Get<IChannels>().StatusAsync(call.Caller.Firm, call.Cancel))
            .Where(status => integration is null || (Systems.Integrations.TryGet(integration, out var pair) && (pair.HubSystem == status.System || pair.PartnerSystem == status.System)))
            .SelectMany(status => ChannelNoticeTeller.Tell(status, now))
            .Where(view => cause is null || view.Notice.Cause == cause)
            .Select(NoticeItem.Of);
    }
}
