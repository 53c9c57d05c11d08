using Counterpart.Links;

namespace Counterpart.Storage;

/// <summary>
/// Where everything durable is. One implementation for each database, all held to the same compliance suite.
/// Every method may throw <see cref="StoreUnavailableException"/>; a read sees every commit that was answered before it began.
/// </summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>Brings the schema up to date. Throws <see cref="StoreInUseException"/> when another process has the store, <see cref="StoreVersionException"/> when it is newer.</summary>
    Task OpenAsync(CancellationToken cancel);

    /// <summary>True when a write would succeed now, as far as can be told; for readiness.</summary>
    Task<bool> IsWritableAsync(CancellationToken cancel);

    // Links: the one transaction, and what is read back of it.

    /// <summary>How many batches of different firms it writes at once. 1 where there is one writer.</summary>
    int CommitsAtOnce { get; }

    /// <summary>
    /// Writes a batch in one transaction: sequences of each firm dense in commit order, claims, rows, due work, replies, journal.
    /// Durable when it returns <see cref="CommitResult.Committed"/>.
    /// </summary>
    Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel);

    /// <summary>
    /// Whether the batch was committed; for a commit that threw. One that was not never will be, wherever it still is: what was in it may
    /// go in again, in a batch of another id.
    /// </summary>
    Task<bool> WasCommittedAsync(Guid batch, CancellationToken cancel);

    /// <summary>The rows that exist, in any order.</summary>
    Task<IReadOnlyList<LinkRow>> LoadLinksAsync(IReadOnlyCollection<LinkKey> keys, CancellationToken cancel);

    /// <summary>The link's journal records with a sequence below <paramref name="before"/>, newest first.</summary>
    Task<IReadOnlyList<JournalRow>> ReadHistoryAsync(LinkKey key, long before, int limit, CancellationToken cancel);

    /// <summary>The firm's journal records after a sequence, oldest first.</summary>
    Task<IReadOnlyList<JournalRow>> ReadJournalAsync(string firm, long after, int limit, CancellationToken cancel);

    /// <summary>Every kept answer under a caller's key: one for each item of a bulk request.</summary>
    Task<IReadOnlyList<ReplyRow>> FindRepliesAsync(string firm, string caller, string key, DateTimeOffset now, CancellationToken cancel);

    Task<int> PurgeRepliesAsync(DateTimeOffset now, CancellationToken cancel);

    Task<IReadOnlyList<ClaimRow>> FindClaimsAsync(string system, string tenant, IReadOnlyCollection<string> records, CancellationToken cancel);

    /// <summary>Link rows of a firm, paged.</summary>
    Task<IReadOnlyList<LinkRow>> ListLinksAsync(LinkListQuery query, CancellationToken cancel);

    // Events: what listeners ask again and again.

    /// <summary>Changes with every restore from a backup: sequences of another epoch mean nothing.</summary>
    Task<string> DataEpochAsync(CancellationToken cancel);

    /// <summary>Begins a new data epoch, after a restore.</summary>
    Task<string> NewDataEpochAsync(CancellationToken cancel);

    /// <summary>Each firm's last sequence; 0 for a firm without journal.</summary>
    Task<IReadOnlyDictionary<string, long>> LastSeqsAsync(IReadOnlyCollection<string> firms, CancellationToken cancel);

    // Channels.

    /// <summary>Every channel that ever had a holder, as last saved, of one firm or of all.</summary>
    Task<IReadOnlyList<ChannelRow>> ListChannelsAsync(string? firm, CancellationToken cancel);

    /// <summary>What is due at <paramref name="now"/>, longest due first.</summary>
    Task<IReadOnlyList<DueRow>> DueAsync(string firm, string system, DateTimeOffset now, int limit, CancellationToken cancel);

    /// <summary>The earliest due time of the channel; null when nothing is owed.</summary>
    Task<DateTimeOffset?> NextDueAsync(string firm, string system, CancellationToken cancel);

    /// <summary>Takes a free or expired lease, or one that <paramref name="holder"/> has already; null when another holds it.</summary>
    Task<Lease?> AcquireLeaseAsync(string firm, string system, string holder, TimeSpan duration, CancellationToken cancel);

    /// <summary>
    /// Prolongs the lease and saves the channel's state; false when the token is no longer the present one or was released, and then
    /// nothing is saved.
    /// </summary>
    Task<bool> SaveChannelAsync(Lease lease, TimeSpan duration, ReadOnlyMemory<byte> state, CancellationToken cancel);

    Task ReleaseLeaseAsync(Lease lease, CancellationToken cancel);

    // The directory.

    /// <summary>A row that was read before the stored one changes nothing.</summary>
    /// <param name="token">Of the channel's lease under which the records were read; null: under none.</param>
    /// <returns>False when the lease has passed on: nothing was written.</returns>
    Task<bool> UpsertRecordsAsync(string firm, string system, long? token, IReadOnlyCollection<DirectoryRow> rows, CancellationToken cancel);

    /// <inheritdoc cref="UpsertRecordsAsync"/>
    Task<bool> MarkDeletedAsync(
        string firm, string system, long? token, IReadOnlyCollection<string> ids, DateTimeOffset readAt, CancellationToken cancel);

    Task<IReadOnlyList<DirectoryRow>> GetRecordsAsync(string firm, string system, IReadOnlyCollection<string> ids, CancellationToken cancel);

    /// <summary>Records that are not deleted and share the tax id's hash or the folded name.</summary>
    Task<IReadOnlyList<DirectoryRow>> FindCandidatesAsync(string firm, string system, string? taxIdHash, string nameKey, int limit, CancellationToken cancel);

    /// <summary>Records that are not deleted and match free text, in order of (<c>NameKey</c>, <c>Id</c>).</summary>
    Task<IReadOnlyList<DirectoryRow>> SearchRecordsAsync(
        string firm, string system, string? query, (string NameKey, string Id)? after, int limit, CancellationToken cancel);

    /// <summary>A record that was deleted is listed only while its link is not unlinked.</summary>
    Task<IReadOnlyList<ClientRow>> ListClientsAsync(ClientQuery query, CancellationToken cancel);

    // Firms, their keys, integrations and connections.

    /// <summary>False when the firm was created already. What was written for it before is its own.</summary>
    Task<bool> CreateFirmAsync(FirmRow firm, CancellationToken cancel);

    Task<IReadOnlyList<FirmRow>> ListFirmsAsync(CancellationToken cancel);

    Task PutKeyAsync(KeyRow key, CancellationToken cancel);

    Task<KeyRow?> FindKeyAsync(string hash, CancellationToken cancel);

    /// <summary>A firm's keys, revoked ones too, oldest first; the operators' for null.</summary>
    Task<IReadOnlyList<KeyRow>> ListKeysAsync(string? firm, CancellationToken cancel);

    /// <summary>False when the firm has no such key, or it was revoked before.</summary>
    Task<bool> RevokeKeyAsync(string? firm, string id, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Remembers that a session was ended before its time.</summary>
    /// <param name="expires">When it would be over anyway: until then it is remembered.</param>
    Task EndSessionAsync(string id, DateTimeOffset expires, CancellationToken cancel);

    Task<bool> HasSessionEndedAsync(string id, CancellationToken cancel);

    /// <summary>Forgets ended sessions that are over by now anyway.</summary>
    Task<int> PurgeSessionsAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>Writes settings when the stored version is <paramref name="row"/>'s less one; false otherwise.</summary>
    Task<bool> PutIntegrationAsync(IntegrationRow row, CancellationToken cancel);

    Task<IntegrationRow?> GetIntegrationAsync(string firm, string integration, CancellationToken cancel);

    Task<IReadOnlyList<IntegrationRow>> ListIntegrationsAsync(CancellationToken cancel);

    /// <summary>False when the tenant belongs to another firm.</summary>
    Task<bool> PutConnectionAsync(ConnectionRow row, CancellationToken cancel);

    Task<IReadOnlyList<ConnectionRow>> ListConnectionsAsync(CancellationToken cancel);

    /// <summary>Rises with every change of an integration or a connection: what a node asks again and again.</summary>
    Task<long> SettingsVersionAsync(CancellationToken cancel);

    // What nodes share and the store can't read.

    Task<IReadOnlyList<SealedRow>> ListSealedAsync(CancellationToken cancel);

    /// <summary>False when the name is taken: what is there stays.</summary>
    Task<bool> AddSealedAsync(SealedRow row, CancellationToken cancel);

    /// <summary>Gives rows that there are another content: all of them or none.</summary>
    Task ReplaceSealedAsync(IReadOnlyCollection<SealedRow> rows, CancellationToken cancel);

    // Audit.

    /// <summary>Appends; the sequence is given by the store.</summary>
    Task AppendAuditAsync(IReadOnlyCollection<AuditRow> rows, CancellationToken cancel);

    /// <summary>A firm's acts after a sequence, oldest first; the operators' own for null.</summary>
    Task<IReadOnlyList<AuditRow>> ReadAuditAsync(string? firm, long after, int limit, CancellationToken cancel);
}
