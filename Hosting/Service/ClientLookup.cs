using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Finds hub records as a caller may see them.</summary>
internal sealed class ClientLookup(IStore store)
{
    /// <summary>Null when there is none, or it is not the caller's to see.</summary>
    public async Task<DirectoryRow?> FindAsync(Caller caller, string system, string client, CancellationToken cancel)
    {
        if (caller.OwnRecord is { } own && own != client)
        {
            return null;
        }

        var rows = await store.GetRecordsAsync(caller.Firm!, system, [client], cancel);
        return rows is [var row] && (caller.Book is not { } book || row.Book == book) ? row : null;
    }
}
