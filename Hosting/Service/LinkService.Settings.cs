using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Hosting;

public sealed partial class LinkService
{
    public async Task<IntegrationView?> GetIntegrationAsync(Caller caller, string integration, CancellationToken cancel) =>
        Integrations.TryGet(integration, out _)
            ? await WithProgressAsync(await integrations.ViewAsync(caller.Firm!, integration, cancel), caller.Firm!, cancel)
            : null;

    public async Task<IntegrationView?> PutIntegrationAsync(
        Caller caller, string integration, IntegrationSettings settings, long? expected, CancellationToken cancel) =>
        await integrations.PutAsync(caller.Firm!, integration, settings, expected, cancel) is { } view
            ? await WithProgressAsync(view, caller.Firm!, cancel)
            : null;

    public async Task<IntegrationView?> PauseIntegrationAsync(Caller caller, string integration, bool paused, CancellationToken cancel)
    {
        while (await GetIntegrationAsync(caller, integration, cancel) is { } view)
        {
            if (view.Settings.Paused == paused)
            {
                return view;
            }

            if (await PutIntegrationAsync(caller, integration, view.Settings with { Paused = paused }, view.Version, cancel) is { } after)
            {
                return after;
            }
        }

        return null;
    }

    public async Task<TrialView?> TryIntegrationAsync(Caller caller, string integration, IntegrationSettings settings, CancellationToken cancel) =>
        Integrations.TryGet(integration, out var pair) ? await trial.RunAsync(caller.Firm!, pair, settings, cancel) : null;

    public Task<PreviewPage> PreviewAsync(Caller caller, string integration, LinkKey? after, int limit, CancellationToken cancel) =>
        preview.ReadAsync(caller, integration, after, limit, cancel);

    /// <summary>What was done under older settings is not done under these.</summary>
    private async Task<IntegrationView> WithProgressAsync(IntegrationView view, string firm, CancellationToken cancel) =>
        await Reconsideration.ProgressAsync(store, firm, view.Integration, cancel) is { } progress
            ? view with { Reconsidered = progress with { Done = progress.Done && progress.Version == view.Version } }
            : view;
}
