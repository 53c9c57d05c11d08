using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>What a firm's settings do to its links.</summary>
public partial interface ILinkService
{
    /// <summary>What the settings would change, if they were there. Null when there is no such integration.</summary>
    Task<TrialView?> TryIntegrationAsync(Caller caller, string integration, IntegrationSettings settings, CancellationToken cancel);

    /// <summary>Stops the firm's integration, or lets it go on; null when there is no such integration.</summary>
    Task<IntegrationView?> PauseIntegrationAsync(Caller caller, string integration, bool paused, CancellationToken cancel);

    /// <summary>What is to be written, and why: while nothing is written, what would be. A page holds whole links, at least one.</summary>
    Task<PreviewPage> PreviewAsync(Caller caller, string integration, LinkKey? after, int limit, CancellationToken cancel);
}
