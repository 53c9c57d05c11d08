using Counterpart.Links;

namespace Counterpart.Hosting;

public sealed partial class LinkService
{
    public Task<LinkPage> ListLinksAsync(Caller caller, LinkFilter filter, LinkKey? after, int limit, CancellationToken cancel) =>
        listing.LinksAsync(caller, filter, after, limit, cancel);

    public Task<NoticePage> ListNoticesAsync(Caller caller, NoticeFilter filter, LinkKey? after, int limit, CancellationToken cancel) =>
        listing.NoticesAsync(caller, filter, after, limit, cancel);

    public Task<AllowOutcome?> AllowAsync(
        Caller caller, string integration, string client, string record, RequestKey? key, CancellationToken cancel) =>
        acts.AllowAsync(caller, integration, client, record, key, cancel);

    public Task<RecordPage> FindPageAsync(Caller caller, string integration, string client, Side side, CancellationToken cancel) =>
        pages.FindAsync(caller, integration, client, side, cancel);
}
