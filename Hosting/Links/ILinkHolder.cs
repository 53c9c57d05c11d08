using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>Where a host keeps the links that it has in memory.</summary>
internal interface ILinkHolder
{
    /// <summary>The link, read from its row when it is not in memory or not to be relied on.</summary>
    ValueTask<HostedLink> FindAsync(LinkKey key, LinkSettings rules, CancellationToken cancel);

    /// <summary>Gives the link up: the next who asks reads its row. Called under the link's lock.</summary>
    void Retire(LinkKey key, HostedLink link);

    /// <summary>Asked before an answer that no commit stands behind: whether the link is what the store has. If not, it is retired.</summary>
    ValueTask<bool> IsCurrentAsync(LinkKey key, HostedLink link, CancellationToken cancel);
}
