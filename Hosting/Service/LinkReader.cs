using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Reads clients and links as they are, without waking a link.</summary>
internal sealed class LinkReader(IStore store, ClientLookup directory, IntegrationCatalog integrations, ChannelService channels)
{
    public async Task<ClientPage> ListClientsAsync(
        Caller caller, string integration, string? query, Phase? status, (string NameKey, string Id)? after, int limit, CancellationToken cancel)
    {
        var rows = await store.ListClientsAsync(
            new ClientQuery(
                caller.Firm!,
                integration,
                IntegrationName.Hub(integration),
                string.IsNullOrWhiteSpace(query) ? null : query,
                status is { } phase ? PhaseNames.Of(phase) : null,
                caller.Book,
                caller.OwnRecord,
                after,
                limit + 1),
            cancel);
        var views = rows.Take(limit).Select(row => new ClientView(
            row.Profile.Id, row.Profile.DisplayName, row.Profile.Kind, row.Book, row.Profile.TaxIdLastFour, PhaseNames.Parse(row.Phase), row.Partner));
        var next = rows.Count > limit ? rows[limit - 1].Profile : null;
        return new ClientPage([.. views], next is null ? null : (next.NameKey, next.Id));
    }

    public async Task<LinkView?> GetAsync(Caller caller, string integration, string client, CancellationToken cancel)
    {
        if (await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is not { } row)
        {
            return null;
        }

        var key = new LinkKey(caller.Firm!, integration, client);
        channels.LookedAt(key);
        var state = await StateAsync(key, cancel);
        var view = LinkViews.Of(state, row.Profile.DisplayName, await integrations.GetAsync(key.Firm, integration, cancel), channels.Freshness(state));
        return view with { Accounts = AccountViews.Of(state, (await integrations.ViewAsync(key.Firm, integration, cancel)).Settings) };
    }

    public async Task<SyncView?> CompareAsync(Caller caller, string integration, string client, CancellationToken cancel)
    {
        if (await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is not { } row)
        {
            return null;
        }

        var key = new LinkKey(caller.Firm!, integration, client);
        channels.LookedAt(key);
        var state = await StateAsync(key, cancel);
        return SyncViews.Of(state, row.Profile.DisplayName, await integrations.GetAsync(caller.Firm!, integration, cancel), channels.Freshness(state));
    }

    public async Task<HistoryPage?> GetHistoryAsync(
        Caller caller, string integration, string client, string? path, long? before, int limit, CancellationToken cancel) =>
        await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is null
            ? null
            : await new HistoryReader(store).ReadAsync(new LinkKey(caller.Firm!, integration, client), path, before ?? long.MaxValue, limit, cancel);

    /// <summary>The state of a link that was never touched is the state of a new one.</summary>
    public async Task<LinkState> StateAsync(LinkKey key, CancellationToken cancel) =>
        await store.LoadLinksAsync([key], cancel) is [var row] ? StoredState.Of(row) : LinkState.New(key);
}
