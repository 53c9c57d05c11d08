using System.Collections.Concurrent;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>The in-process host: keeps the links in use in a table.</summary>
public sealed class LinkHost(LinkEngine engine) : ILinkHost, ILinkHolder
{
    private readonly ConcurrentDictionary<LinkKey, HostedLink> links = new();
    private readonly NewLinks fresh = new(engine.Options.LinksInMemory);

    // The table's own count locks all of it.
    private int count;
    private int sweeping;

    public int LinksInMemory => Volatile.Read(ref count);

    public Task<Answer> AskAsync(LinkKey key, LinkCommand command, CommandContext context, CancellationToken cancel) =>
        engine.AskAsync(this, key, command, context, cancel);

    public Task ReviseDueAsync(LinkKey key, CancellationToken cancel) => engine.ReviseDueAsync(this, key, cancel);

    /// <summary>
    /// The link in memory. On a shared store another node may have changed it: unless something waits here, whose commit will tell,
    /// its row is read anew, so that no answer stands on what was the state before the question.
    /// </summary>
    async ValueTask<HostedLink> ILinkHolder.FindAsync(LinkKey key, LinkSettings rules, CancellationToken cancel)
    {
        if (links.TryGetValue(key, out var present) && (!engine.Options.SharedStore || present.IsAhead))
        {
            return present;
        }

        var row = await engine.ReadRowAsync(key, cancel);
        while (true)
        {
            if (links.TryGetValue(key, out present) && KeepOrRetire(key, present, row?.Revision ?? 0))
            {
                return present;
            }

            var loaded = LinkEngine.Open(this, key, row, rules);
            if (links.TryAdd(key, loaded))
            {
                Interlocked.Increment(ref count);
                if (fresh.Add(key, loaded) is var (oldest, unproven))
                {
                    DropUnused(oldest, unproven);
                }

                if (LinksInMemory > engine.Options.LinksInMemory)
                {
                    Sweep();
                }

                return loaded;
            }
        }
    }

    /// <summary>Whether the link in memory is not behind a row that was just read.</summary>
    private bool KeepOrRetire(LinkKey key, HostedLink link, long revision)
    {
        lock (link.Gate)
        {
            if (link.Retired)
            {
                return false;
            }

            if (link.Pending > 0 || link.State.Revision >= revision)
            {
                return true;
            }

            Retire(key, link);
            return false;
        }
    }

    private void DropUnused(LinkKey key, HostedLink link)
    {
        lock (link.Gate)
        {
            if (!link.Retired && !link.UsedAgain && link.Pending == 0)
            {
                Retire(key, link);
                fresh.Dropped(key);
            }
        }
    }

    /// <summary>Second chance: what was not used since the last sweep, and waits for nothing, goes.</summary>
    private void Sweep()
    {
        if (Interlocked.Exchange(ref sweeping, 1) == 1)
        {
            return;
        }

        var surplus = LinksInMemory - (engine.Options.LinksInMemory * 9 / 10);
        foreach (var (key, link) in links)
        {
            if (surplus <= 0)
            {
                break;
            }

            lock (link.Gate)
            {
                if (link.Touched || link.Pending > 0)
                {
                    link.Touched = false;
                    continue;
                }

                Retire(key, link);
                surplus--;
            }
        }

        Volatile.Write(ref sweeping, 0);
    }

    void ILinkHolder.Retire(LinkKey key, HostedLink link) => Retire(key, link);

    // Its row was read after the question came.
    ValueTask<bool> ILinkHolder.IsCurrentAsync(LinkKey key, HostedLink link, CancellationToken cancel) => ValueTask.FromResult(true);

    private void Retire(LinkKey key, HostedLink link)
    {
        link.Retired = true;
        if (links.TryRemove(KeyValuePair.Create(key, link)))
        {
            Interlocked.Decrement(ref count);
        }
    }
}
