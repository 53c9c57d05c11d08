using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>What live events are made of.</summary>
/// <exception cref="StoreUnavailableException">The store can't be reached.</exception>
public interface IEventLog
{
    Task<string> DataEpochAsync(CancellationToken cancel);

    /// <summary>Each firm's last sequence.</summary>
    Task<IReadOnlyDictionary<string, long>> LastSeqsAsync(IReadOnlyCollection<string> firms, CancellationToken cancel);

    /// <summary>The firm's journal records after a sequence, oldest first.</summary>
    Task<IReadOnlyList<JournalRow>> ReadAsync(string firm, long after, int limit, CancellationToken cancel);

    /// <summary>In whose book each hub record is, of those that are there.</summary>
    Task<IReadOnlyDictionary<string, string?>> BooksAsync(string firm, string system, IReadOnlyCollection<string> clients, CancellationToken cancel);
}

/// <summary>Live events of a store's journal.</summary>
public sealed class StoreEventLog(IStore store) : IEventLog
{
    public Task<string> DataEpochAsync(CancellationToken cancel) => store.DataEpochAsync(cancel);

    public Task<IReadOnlyDictionary<string, long>> LastSeqsAsync(IReadOnlyCollection<string> firms, CancellationToken cancel) =>
        store.LastSeqsAsync(firms, cancel);

    public Task<IReadOnlyList<JournalRow>> ReadAsync(string firm, long after, int limit, CancellationToken cancel) =>
        store.ReadJournalAsync(firm, after, limit, cancel);

    public async Task<IReadOnlyDictionary<string, string?>> BooksAsync(
        string firm, string system, IReadOnlyCollection<string> clients, CancellationToken cancel)
    {
        var rows = await store.GetRecordsAsync(firm, system, clients, cancel);
        return rows.ToDictionary(row => row.Profile.Id, row => row.Book, StringComparer.Ordinal);
    }
}
