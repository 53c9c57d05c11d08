using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Hosting;

public sealed partial class LinkService
{
    public Task<SyncView?> CompareAsync(Caller caller, string integration, string client, CancellationToken cancel) =>
        reader.CompareAsync(caller, integration, client, cancel);

    public Task<ApplyOutcome?> ApplyAsync(
        Caller caller, string integration, string client, ImmutableArray<PathChoice> choices, RequestKey? key, CancellationToken cancel) =>
        acts.ApplyAsync(caller, integration, client, choices, key, cancel);

    public Task<RefreshOutcome?> RefreshAsync(
        Caller caller, string integration, string client, RequestKey? key, TimeSpan wait, CancellationToken cancel) =>
        acts.RefreshAsync(caller, integration, client, key, wait, cancel);

    public Task<ActOutcome?> PauseAsync(Caller caller, string integration, string client, RequestKey? key, CancellationToken cancel) =>
        acts.PauseAsync(caller, integration, client, key, cancel);

    public Task<ActOutcome?> ResumeAsync(Caller caller, string integration, string client, RequestKey? key, CancellationToken cancel) =>
        acts.ResumeAsync(caller, integration, client, key, cancel);
}
