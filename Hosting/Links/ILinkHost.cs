using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Runs links: loads, decides, commits, answers. One implementation in one process, one as grains on a cluster.</summary>
public interface ILinkHost
{
    /// <summary>Decides a command and answers when what it changed is durable, and what it was decided on too.</summary>
    /// <exception cref="OverloadedException">A queue is full.</exception>
    /// <exception cref="LeaseLostException">The context's lease has passed to another holder, or was released. Nothing changed.</exception>
    /// <exception cref="Counterpart.Storage.StoreUnavailableException">The store can't be reached; the command may or may not have taken effect.</exception>
    Task<Answer> AskAsync(LinkKey key, LinkCommand command, CommandContext context, CancellationToken cancel);

    /// <summary>Writes down anew when the channels should look at the link, after settings changed that this depends on.</summary>
    /// <exception cref="Counterpart.Storage.StoreUnavailableException">The store can't be reached.</exception>
    Task ReviseDueAsync(LinkKey key, CancellationToken cancel);
}

/// <param name="Actor">Who asks, as the journal names it.</param>
/// <param name="Reply">Keeps the reply under this key, when the command changes something.</param>
/// <param name="Lease">The lease that a channel asks under: nothing is committed when it has passed to another holder.</param>
public sealed record CommandContext(string Actor, ReplyKey? Reply = null, LeaseStamp? Lease = null);

/// <param name="Item">Tells apart the items of one bulk request.</param>
public sealed record ReplyKey(string Caller, string Key, string Item, string RequestHash);

/// <param name="Seq">The journal sequence that holds what was changed; null when nothing was.</param>
/// <param name="Revision">The link's revision that the reply was decided at.</param>
/// <param name="Repeated">The kept reply to an earlier command with the same key.</param>
public sealed record Answer(LinkReply Reply, long? Seq, long Revision, bool Repeated = false)
{
    /// <summary>The revision, as callers are told it: a kept reply was decided at one that nobody kept.</summary>
    public long? DecidedAt => Repeated ? null : Revision;
}
