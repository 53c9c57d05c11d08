using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Systems.ClientWorks;

namespace Counterpart.Hosting;

/// <summary>
/// What the API offers of links, whatever host runs them. Every method confines itself to what the caller may see: a
/// record of another firm or book is as one that does not exist. Roles are the API's to check.
/// </summary>
/// <exception cref="OverloadedException">A queue is full; repeat later.</exception>
/// <exception cref="Counterpart.Storage.StoreUnavailableException">The store can't be reached; repeat with the same key.</exception>
public partial interface ILinkService
{
    /// <summary>Null when there is no such integration.</summary>
    Task<IntegrationView?> GetIntegrationAsync(Caller caller, string integration, CancellationToken cancel);

    /// <param name="expected">The version that must still be there; null for any.</param>
    /// <returns>The view after the change; null when the version is another one.</returns>
    Task<IntegrationView?> PutIntegrationAsync(Caller caller, string integration, IntegrationSettings settings, long? expected, CancellationToken cancel);

    /// <summary>The hub's clients with their links, in order of name.</summary>
    /// <param name="status">A <see cref="Phase"/>; null for all.</param>
    /// <param name="after">Where the page before ended.</param>
    Task<ClientPage> ListClientsAsync(
        Caller caller, string integration, string? query, Phase? status, (string NameKey, string Id)? after, int limit, CancellationToken cancel);

    /// <summary>Links clients; one outcome for each, in their order. Waits up to <paramref name="wait"/> for a directory that is being read.</summary>
    /// <exception cref="KeyReusedException">The idempotency key came with another body.</exception>
    Task<ImmutableArray<LinkOutcome>> LinkAsync(
        Caller caller, string integration, ImmutableArray<string> clients, RequestKey? key, TimeSpan wait, CancellationToken cancel);

    /// <exception cref="KeyReusedException">The idempotency key came with another body.</exception>
    Task<ImmutableArray<LinkOutcome>> UnlinkAsync(
        Caller caller, string integration, ImmutableArray<string> clients, UnlinkReason reason, RequestKey? key, CancellationToken cancel);

    /// <summary>Links a client to the partner record that a person chose.</summary>
    Task<LinkOutcome> ChooseAsync(Caller caller, string integration, string client, string partner, RequestKey? key, CancellationToken cancel);

    /// <summary>The link as it is; null when there is no such client.</summary>
    Task<LinkView?> GetAsync(Caller caller, string integration, string client, CancellationToken cancel);

    /// <summary>Partner records to choose from: by free text, or without one those of the client's name. Null when there is no such client.</summary>
    Task<CandidatePage?> FindCandidatesAsync(
        Caller caller, string integration, string client, string? query, (string NameKey, string Id)? after, int limit, CancellationToken cancel);

    /// <summary>What happened to the link, newest first. Null when there is no such client.</summary>
    /// <param name="path">Only what concerns this path or, for a list's name, its rows.</param>
    /// <param name="before">Only what came before this sequence.</param>
    Task<HistoryPage?> GetHistoryAsync(Caller caller, string integration, string client, string? path, long? before, int limit, CancellationToken cancel);

    /// <summary>
    /// Takes over changes that a system posted; one outcome for each, in their order. When it throws, some may have been
    /// taken over already: posted again they change nothing.
    /// </summary>
    Task<ImmutableArray<ChangeOutcome>> PostChangesAsync(Caller caller, string system, ImmutableArray<ClientWorksChange> changes, CancellationToken cancel);
}

/// <summary>A caller's idempotency key with a hash of the request it came with.</summary>
public sealed record RequestKey(string Key, string RequestHash);

public sealed class KeyReusedException() : Exception("The idempotency key was used with another request.");

public sealed class OverloadedException(TimeSpan retryAfter) : Exception("Too much is waiting already.")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
