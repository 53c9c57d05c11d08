using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Systems;
using Counterpart.Systems.ClientWorks;

namespace Counterpart.Api.Demo;

/// <summary>Sets up the demo: a firm of 200 clients and a small second one, connected to the simulators.</summary>
internal sealed class DemoFirm(Node node, Simulators simulators)
{
    public async Task SetUpAsync(CancellationToken cancel)
    {
        await node.Firms.CreateAsync(DemoKeys.Firm, "Demo Office", cancel);
        await node.Firms.CreateAsync(DemoKeys.OtherFirm, "Other Office", cancel);
        foreach (var (secret, firm, role, subject) in DemoKeys.All)
        {
            await node.Keys.ImportAsync(secret, firm, role, subject, "demo", cancel);
        }

        foreach (var (firm, tokens) in new[] { (DemoKeys.Firm, "demo"), (DemoKeys.OtherFirm, "other") })
        {
            await EnableAsync(firm, cancel);
            await ConnectAsync(firm, ClientWorksFactory.Name, new Uri(simulators.ClientWorks, "/hub/v1"), $"cw-{tokens}-sync", cancel);
            await ConnectAsync(firm, "wealthbox", new Uri(simulators.Wealthbox, "/v1"), $"wb-{tokens}-sync", cancel);
        }
    }

    /// <summary>Asks the hub to post changes here, once this process can be reached.</summary>
    public Task SubscribeAsync(Uri self, CancellationToken cancel) => HubSubscription.PutAsync(
        new Uri(simulators.ClientWorks, "/hub/v1"), "cw-demo-sync", new Uri(self, "/v1/changes/clientworks"), DemoKeys.System, cancel);

    private async Task EnableAsync(string firm, CancellationToken cancel)
    {
        var view = await node.Integrations.ViewAsync(firm, ClientWorksWealthbox.Name, cancel);
        if (view.Version == 0)
        {
            var settings = new IntegrationSettings
            {
                Enabled = true,
                TaxIdField = "Tax ID",
                First = ConflictPolicy.Ask,
                HubPage = $"{Origin(simulators.ClientWorks)}/pages/clients/{{record}}",
                PartnerPage = $"{Origin(simulators.Wealthbox)}/pages/contacts/{{record}}?client={{client}}",
            };
            await node.Integrations.PutAsync(firm, ClientWorksWealthbox.Name, settings, 0, cancel);
        }
    }

    private static string Origin(Uri system) => system.GetLeftPart(UriPartial.Authority);

    private async Task ConnectAsync(string firm, string system, Uri baseUrl, string token, CancellationToken cancel)
    {
        if (node.Channels.IsConnected(firm, system, baseUrl))
        {
            return;
        }

        if (await node.Firms.ConnectAsync(firm, system, baseUrl, token, cancel) is ProbeResult.Failed(var failure))
        {
            throw new DemoException($"The {system} simulator at {baseUrl} does not answer as it should: {failure.Reason}");
        }
    }
}
