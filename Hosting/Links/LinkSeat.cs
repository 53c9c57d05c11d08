using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>One link in memory, for a host that gives every link a place of its own: a grain has one.</summary>
/// <remarks>
/// Two places of one link may be there at once for a while, on two nodes. What one commits, the other cannot commit over, because of the
/// row's revision; an answer that needs no commit is given only after a look at the row.
/// </remarks>
public sealed class LinkSeat(LinkEngine engine, LinkKey key) : ILinkHolder
{
    private HostedLink? link;

    /// <summary>As <see cref="ILinkHost.AskAsync"/>.</summary>
    public Task<Answer> AskAsync(LinkCommand command, CommandContext context, CancellationToken cancel) =>
        engine.AskAsync(this, key, command, context, cancel);

    /// <summary>As <see cref="ILinkHost.ReviseDueAsync"/>.</summary>
    public Task ReviseDueAsync(CancellationToken cancel) => engine.ReviseDueAsync(this, key, cancel);

    /// <summary>The link as it was committed last here, without waiting for what is being committed.</summary>
    public async ValueTask<LinkState> ReadAsync(CancellationToken cancel) =>
        (Present() ?? await LoadAsync(await engine.RulesAsync(key, cancel), cancel)).Durable;

    async ValueTask<HostedLink> ILinkHolder.FindAsync(LinkKey key, LinkSettings rules, CancellationToken cancel) =>
        Present() ?? await LoadAsync(rules, cancel);

    void ILinkHolder.Retire(LinkKey key, HostedLink link)
    {
        link.Retired = true;
        Interlocked.CompareExchange(ref this.link, null, link);
    }

    async ValueTask<bool> ILinkHolder.IsCurrentAsync(LinkKey key, HostedLink link, CancellationToken cancel)
    {
        if (!engine.Options.SharedStore)
        {
            return true;
        }

        var revision = (await engine.ReadRowAsync(key, cancel))?.Revision ?? 0;
        lock (link.Gate)
        {
            if (!link.Retired && revision <= link.State.Revision)
            {
                return true;
            }

            ((ILinkHolder)this).Retire(key, link);
            return false;
        }
    }

    private HostedLink? Present() => Volatile.Read(ref link) is { Retired: false } present ? present : null;

    private async ValueTask<HostedLink> LoadAsync(LinkSettings rules, CancellationToken cancel)
    {
        var row = await engine.ReadRowAsync(key, cancel);

        // Another call may have been faster: what it decided since stands on its own.
        if (Present() is { } present)
        {
            return present;
        }

        var loaded = LinkEngine.Open(this, key, row, rules);
        return Interlocked.CompareExchange(ref link, loaded, null) ?? loaded;
    }
}
