using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>The replies that are kept under a caller's idempotency key.</summary>
internal sealed class KeptReplies(IStore store, TimeProvider clock)
{
    public static ReplyKey? KeyOf(Caller caller, RequestKey? key, string client) =>
        key is null ? null : new ReplyKey(caller.Key, key.Key, client, key.RequestHash);

    /// <summary>By client; empty when the request was not answered before.</summary>
    /// <exception cref="KeyReusedException">The key came with another request.</exception>
    public async Task<IReadOnlyDictionary<string, LinkReply>> FindAsync(Caller caller, RequestKey? key, CancellationToken cancel)
    {
        var kept = new Dictionary<string, LinkReply>(StringComparer.Ordinal);
        if (key is null)
        {
            return kept;
        }

        foreach (var row in await store.FindRepliesAsync(caller.Firm!, caller.Key, key.Key, clock.GetUtcNow(), cancel))
        {
            if (row.RequestHash != key.RequestHash)
            {
                throw new KeyReusedException();
            }

            kept[row.Item] = EventJson.ReadReply(row.Reply.Span);
        }

        return kept;
    }
}
