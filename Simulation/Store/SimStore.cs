using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>What is durable. Every call is atomic, at one moment of the store's clock, which is the true time.</summary>
internal sealed partial class SimStore(World world)
{
    private readonly List<StoredLink> links = [];
    private readonly Dictionary<string, StoredLink> byClient = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Firm, string Record), (LinkKey Link, int Epoch)> claims = [];
    private readonly Dictionary<string, byte[]> replies = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Firm, Side Side), StoredLease> leases = [];
    private readonly Dictionary<(int Firm, Side Side, string Record), DirectoryEntry> directory = [];
    private readonly Dictionary<long, bool> batches = [];
    private readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal);

    /// <summary>In order of their keys.</summary>
    public List<StoredLink> Links => links;

    public DateTimeOffset DownUntil { get; set; }

    public bool IsDown => DownUntil > world.Now;

    /// <summary>No two firms have a client of one id.</summary>
    public StoredLink? Find(LinkKey key) => byClient.GetValueOrDefault(key.Client);

    public long LastSeq(string firm) => sequences.GetValueOrDefault(firm);

    public (LinkKey Link, int Epoch)? ClaimOn(int firm, string record) => claims.TryGetValue((firm, record), out var claim) ? claim : null;

    public byte[]? FindReply(string request) => replies.GetValueOrDefault(request);

    public bool WasCommitted(long batch) => batches.ContainsKey(batch);

    /// <summary>The links that a record belongs to.</summary>
    public LinkKey? Owner(int firm, Side side, string record)
    {
        if (side == Side.Partner)
        {
            return ClaimOn(firm, record)?.Link;
        }

        var key = world.KeyOf(firm, record);
        return Find(key) is { State.Partner: not null } ? key : null;
    }

    /// <summary>Takes a free or expired lease, or one that the holder has already; null when another holds it.</summary>
    public Lease? Acquire(int firm, Side side, string holder, TimeSpan duration)
    {
        if (!leases.TryGetValue((firm, side), out var lease))
        {
            leases[(firm, side)] = lease = new StoredLease();
        }

        if (lease.Holder.Length > 0 && lease.Holder != holder && lease.Until > world.Now)
        {
            return null;
        }

        lease.Holder = holder;
        lease.Token++;
        lease.Until = world.Now + duration;
        return new Lease(firm, side, holder, lease.Token, lease.State);
    }

    /// <summary>Prolongs the lease and saves; false when another has it.</summary>
    public bool Save(Lease held, TimeSpan duration, SavedChannel state)
    {
        if (!IsHeld(held))
        {
            return false;
        }

        var lease = leases[(held.Firm, held.Side)];
        lease.Until = world.Now + duration;
        lease.State = state;
        return true;
    }

    /// <summary>No other has it since.</summary>
    public bool IsHeld(Lease lease) => leases[(lease.Firm, lease.Side)].Token == lease.Token || !world.Defect.ChecksLeases;

    public StoredLease? LeaseOf(int firm, Side side) => leases.GetValueOrDefault((firm, side));

    /// <summary>Longest due first; null when nothing is.</summary>
    public List<(string Link, DateTimeOffset Due)>? Due(int firm, Side side, DateTimeOffset now)
    {
        List<(string Link, DateTimeOffset Due)>? found = null;
        foreach (var link in links)
        {
            if (link.DueAt(side) is { } due && due <= now && link.Firm == firm)
            {
                found ??= [];
                var place = found.Count;
                while (place > 0 && found[place - 1].Due > due)
                {
                    place--;
                }

                found.Insert(place, (link.Key.Client, due));
            }
        }

        return found;
    }

    public DateTimeOffset? NextDue(int firm, Side side)
    {
        DateTimeOffset? next = null;
        foreach (var link in links)
        {
            if (link.DueAt(side) is { } due && !(due >= next) && link.Firm == firm)
            {
                next = due;
            }
        }

        return next;
    }

    /// <summary>False when another holder's records count by now.</summary>
    public bool Upsert(Lease held, SystemRecord record, DateTimeOffset startedAt, DateTimeOffset endedAt)
    {
        if (!IsHeld(held))
        {
            return false;
        }

        if (!directory.TryGetValue((held.Firm, held.Side, record.Id), out var known) || known.EndedAt <= endedAt)
        {
            directory[(held.Firm, held.Side, record.Id)] = new DirectoryEntry(record, startedAt, endedAt, IsDeleted: false);
        }

        return true;
    }

    /// <inheritdoc cref="Upsert"/>
    public bool MarkDeleted(Lease held, string record, DateTimeOffset readAt)
    {
        if (!IsHeld(held))
        {
            return false;
        }

        if (directory.TryGetValue((held.Firm, held.Side, record), out var known) && known.EndedAt <= readAt)
        {
            directory[(held.Firm, held.Side, record)] = known with { EndedAt = readAt, IsDeleted = true };
        }

        return true;
    }

    public IEnumerable<DirectoryEntry> Directory(int firm, Side side) => directory
        .Where(entry => entry.Key.Firm == firm && entry.Key.Side == side)
        .Select(entry => entry.Value)
        .OrderBy(entry => entry.Record.Id, StringComparer.Ordinal);

    public DirectoryEntry? DirectoryOf(int firm, Side side, string record) => directory.GetValueOrDefault((firm, side, record));
}

internal sealed record DirectoryEntry(SystemRecord Record, DateTimeOffset StartedAt, DateTimeOffset EndedAt, bool IsDeleted);
