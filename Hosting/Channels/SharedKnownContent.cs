using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>A channel's <see cref="KnownContent"/>, for its loops that run at the same time.</summary>
internal sealed class SharedKnownContent(TimeSpan readLag)
{
    private readonly Lock gate = new();
    private readonly KnownContent known = new(readLag);

    public bool Has(SystemRecord record)
    {
        lock (gate)
        {
            return known.Has(record);
        }
    }

    public void Add(SystemRecord record, DateTimeOffset startedAt)
    {
        lock (gate)
        {
            known.Add(record, startedAt);
        }
    }

    public void Wrote(string id, DateTimeOffset at)
    {
        lock (gate)
        {
            known.Wrote(id, at);
        }
    }

    public void Saw(SystemRecord record)
    {
        lock (gate)
        {
            known.Saw(record);
        }
    }

    public void Forget(IEnumerable<string> ids)
    {
        lock (gate)
        {
            known.Forget(ids);
        }
    }

    public bool MayHaveLess(SystemRecord record)
    {
        lock (gate)
        {
            return known.MayHaveLess(record);
        }
    }
}
