using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>Finds the address where one of the two systems shows a client's record.</summary>
internal sealed class RecordPages(ClientLookup directory, LinkReader reader, IntegrationCatalog integrations, ChannelService channels)
{
    public async Task<RecordPage> FindAsync(Caller caller, string integration, string client, Side side, CancellationToken cancel)
    {
        if (await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is null)
        {
            return new RecordPage.NoSuchClient();
        }

        var state = await reader.StateAsync(new LinkKey(caller.Firm!, integration, client), cancel);
        if (side == Side.Partner && state.Partner is null)
        {
            return new RecordPage.NotLinked(state.Phase);
        }

        var view = await integrations.ViewAsync(caller.Firm!, integration, cancel);
        var (system, record, page) = side == Side.Hub
            ? (view.Hub, client, view.Settings.HubPage)
            : (view.Partner, state.Partner!.Id, view.Settings.PartnerPage);
        var tenant = side == Side.Partner ? state.Partner!.Tenant : channels.Tenant(caller.Firm!, system);
        return page is not null && PageTemplate.Fill(page, record, client, state.Partner?.Id, tenant) is { } address
            ? new RecordPage.At(system, record, address)
            : new RecordPage.NotSet(system);
    }
}
