using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Tests.Hosting;

// What neither the committer nor the link host asks for.
internal sealed partial class FakeStore
{
    public Task OpenAsync(CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> IsWritableAsync(CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<JournalRow>> ReadHistoryAsync(LinkKey key, long before, int limit, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<JournalRow>> ReadJournalAsync(string firm, long after, int limit, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<int> PurgeRepliesAsync(DateTimeOffset now, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<ClaimRow>> FindClaimsAsync(
        string system, string tenant, IReadOnlyCollection<string> records, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<DueRow>> DueAsync(string firm, string system, DateTimeOffset now, int limit, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<DateTimeOffset?> NextDueAsync(string firm, string system, CancellationToken cancel) => throw new NotSupportedException();

    public Task<Lease?> AcquireLeaseAsync(string firm, string system, string holder, TimeSpan duration, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<bool> SaveChannelAsync(Lease lease, TimeSpan duration, ReadOnlyMemory<byte> state, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task ReleaseLeaseAsync(Lease lease, CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> UpsertRecordsAsync(
        string firm, string system, long? token, IReadOnlyCollection<DirectoryRow> rows, CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> MarkDeletedAsync(
        string firm, string system, long? token, IReadOnlyCollection<string> ids, DateTimeOffset readAt, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<DirectoryRow>> GetRecordsAsync(
        string firm, string system, IReadOnlyCollection<string> ids, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<DirectoryRow>> FindCandidatesAsync(
        string firm, string system, string? taxIdHash, string nameKey, int limit, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<DirectoryRow>> SearchRecordsAsync(
        string firm, string system, string? query, (string NameKey, string Id)? after, int limit, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<ClientRow>> ListClientsAsync(ClientQuery query, CancellationToken cancel) => throw new NotSupportedException();

    public Task ReplaceSealedAsync(IReadOnlyCollection<SealedRow> rows, CancellationToken cancel) => throw new NotSupportedException();

    public Task EndSessionAsync(string id, DateTimeOffset expires, CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> HasSessionEndedAsync(string id, CancellationToken cancel) => throw new NotSupportedException();

    public Task<int> PurgeSessionsAsync(DateTimeOffset now, CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> CreateFirmAsync(FirmRow firm, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<FirmRow>> ListFirmsAsync(CancellationToken cancel) => throw new NotSupportedException();

    public Task PutKeyAsync(KeyRow key, CancellationToken cancel) => throw new NotSupportedException();

    public Task<KeyRow?> FindKeyAsync(string hash, CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> PutIntegrationAsync(IntegrationRow row, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IntegrationRow?> GetIntegrationAsync(string firm, string integration, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<IntegrationRow>> ListIntegrationsAsync(CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> PutConnectionAsync(ConnectionRow row, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<ConnectionRow>> ListConnectionsAsync(CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<KeyRow>> ListKeysAsync(string? firm, CancellationToken cancel) => throw new NotSupportedException();

    public Task<long> SettingsVersionAsync(CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<SealedRow>> ListSealedAsync(CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> AddSealedAsync(SealedRow row, CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> RevokeKeyAsync(string? firm, string id, DateTimeOffset at, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<ChannelRow>> ListChannelsAsync(string? firm, CancellationToken cancel) => throw new NotSupportedException();
}
