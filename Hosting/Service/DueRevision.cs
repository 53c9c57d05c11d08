using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Lets the channels look at what a firm's links owe, after its contact sync was turned on or off.</summary>
internal sealed class DueRevision(IStore store, ILinkHost host)
{
    private const int Page = 200;

    public async Task RunAsync(string firm, string integration, CancellationToken cancel)
    {
        (string, string)? after = null;
        do
        {
            var clients = await store.ListClientsAsync(
                new ClientQuery(firm, integration, IntegrationName.Hub(integration), null, PhaseNames.Of(Phase.Linked), null, null, after, Page), cancel);
            var rows = await store.LoadLinksAsync([.. clients.Select(client => new LinkKey(firm, integration, client.Profile.Id))], cancel);
            await Task.WhenAll(rows.Where(IsOwing).Select(row => host.ReviseDueAsync(row.Key, cancel)));
            after = clients.Count == Page ? (clients[^1].Profile.NameKey, clients[^1].Profile.Id) : null;
        }
        while (after is not null);
    }

    private static bool IsOwing(LinkRow row) =>
        StateCodec.Read(row.Key, row.State.Span).Registers.Values.Any(register => register.Status == RegisterStatus.Owed);
}
