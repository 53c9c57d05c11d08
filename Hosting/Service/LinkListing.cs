using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>Lists links, and what waits for somebody, as a caller may see them.</summary>
internal sealed class LinkListing(IStore store, ClientLookup directory, IntegrationCatalog integrations, ChannelService channels)
{
    public async Task<LinkPage> LinksAsync(Caller caller, LinkFilter filter, LinkKey? after, int limit, CancellationToken cancel)
    {
        if (filter.Partner is { } partner)
        {
            var rows = await OfPartnerAsync(caller, filter.Integration, partner, cancel);
            return new LinkPage(await SummariesAsync(caller.Firm!, [.. rows.Where(row => IsWanted(row, filter))], cancel), null);
        }

        var query = new LinkListQuery(
            caller.Firm!,
            filter.Integration,
            filter.Status is { } phase ? PhaseNames.Of(phase) : null,
            filter.WithNotices,
            caller.Book,
            caller.OwnRecord,
            after,
            limit);
        var (found, next) = await LinkScan.ReadAsync(store, query, row => IsWanted(row, filter) ? [row] : ImmutableArray<LinkRow>.Empty, limit, cancel);
        return new LinkPage(await SummariesAsync(caller.Firm!, found, cancel), next);
    }

    public async Task<NoticePage> NoticesAsync(Caller caller, NoticeFilter filter, LinkKey? after, int limit, CancellationToken cancel)
    {
        if (caller.OwnRecord is { } own && filter.Client is { } wanted && own != wanted)
        {
            return new NoticePage([], null);
        }

        var settings = new Dictionary<string, LinkSettings>(StringComparer.Ordinal);
        foreach (var pair in Integrations.All)
        {
            settings[pair.Name] = await integrations.GetAsync(caller.Firm!, pair.Name, cancel);
        }

        var query = new LinkListQuery(
            caller.Firm!, filter.Integration, null, WithNotices: true, caller.Book, caller.OwnRecord ?? filter.Client, after, limit);
        var (found, next) = await LinkScan.ReadAsync(store, query, Told, limit, cancel);
        var names = await NamesAsync(caller.Firm!, [.. found.Select(notice => notice.Link).Distinct()], cancel);
        return new NoticePage([.. found.Select(notice => notice with { Name = names[notice.Link] })], next);

        IReadOnlyCollection<NoticeView> Told(LinkRow row) =>
        [
            .. NoticeTeller.Tell(StoredState.Of(row), string.Empty, settings[row.Key.Integration])
                .Where(notice => filter.Cause is null || notice.Notice.Cause == filter.Cause),
        ];
    }

    private static bool IsWanted(LinkRow row, LinkFilter filter) =>
        (filter.Status is null ? row.Phase != PhaseNames.Of(Phase.Unlinked) : row.Phase == PhaseNames.Of(filter.Status.Value))
        && (!filter.WithNotices || row.Notices > 0)
        && (!filter.Differing || row.Differing > 0);

    /// <summary>A record is claimed by one link of one firm.</summary>
    private async Task<IReadOnlyList<LinkRow>> OfPartnerAsync(Caller caller, string? integration, string partner, CancellationToken cancel)
    {
        var rows = new List<LinkRow>();
        foreach (var pair in Integrations.All.Where(pair => integration is null || pair.Name == integration))
        {
            if (channels.Tenant(caller.Firm!, pair.PartnerSystem) is { } tenant
                && await store.FindClaimsAsync(pair.PartnerSystem, tenant, [partner], cancel) is [var claim]
                && claim.Firm == caller.Firm
                && LinkKey.Parse(claim.Firm, claim.Link) is var key
                && await directory.FindAsync(caller, pair.HubSystem, key.Client, cancel) is not null)
            {
                rows.AddRange(await store.LoadLinksAsync([key], cancel));
            }
        }

        return rows;
    }

    private async Task<ImmutableArray<LinkSummary>> SummariesAsync(string firm, IReadOnlyCollection<LinkRow> rows, CancellationToken cancel)
    {
        var names = await NamesAsync(firm, [.. rows.Select(row => row.Key)], cancel);
        var settings = new Dictionary<string, IntegrationSettings>(StringComparer.Ordinal);
        foreach (var integration in rows.Select(row => row.Key.Integration).Distinct(StringComparer.Ordinal))
        {
            settings[integration] = (await integrations.ViewAsync(firm, integration, cancel)).Settings;
        }

        return [.. rows.Select(row =>
        {
            var state = StoredState.Of(row);
            return new LinkSummary(
                row.Key, names[row.Key], state.Phase, state.Partner, row.Differing, row.Notices, channels.Freshness(state), row.Revision)
            {
                Accounts = AccountViews.Of(state, settings[row.Key.Integration]),
            };
        })];
    }

    /// <summary>The clients' names; the id of one that the directory does not know.</summary>
    public async Task<Dictionary<LinkKey, string>> NamesAsync(string firm, IReadOnlyCollection<LinkKey> keys, CancellationToken cancel)
    {
        var names = keys.ToDictionary(key => key, key => key.Client);
        foreach (var group in keys.GroupBy(key => key.Integration, StringComparer.Ordinal))
        {
            foreach (var row in await store.GetRecordsAsync(firm, IntegrationName.Hub(group.Key), [.. group.Select(key => key.Client)], cancel))
            {
                names[new LinkKey(firm, group.Key, row.Profile.Id)] = row.Profile.DisplayName;
            }
        }

        return names;
    }
}
