namespace Counterpart.Links;

/// <summary>
/// Counts the links that a channel's passes would blank values of: those of the pass that ended, and those of the last ten
/// minutes, because a wipe that comes bit by bit is one all the same. Not guarded against concurrent use.
/// </summary>
public sealed class BrakeTally
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly Dictionary<LinkKey, DateTimeOffset> taken = [];

    /// <summary>How many links a pass that put these aside would make it.</summary>
    public int Count(IReadOnlyCollection<LinkKey> aside, DateTimeOffset now)
    {
        if (taken.Count == 0)
        {
            return aside.Distinct().Count();
        }

        foreach (var (link, _) in taken.Where(entry => entry.Value + Memory < now).ToList())
        {
            taken.Remove(link);
        }

        return aside.Concat(taken.Keys).Distinct().Count();
    }

    /// <summary>They were few enough, and are taken over.</summary>
    public void Take(IEnumerable<LinkKey> aside, DateTimeOffset now)
    {
        foreach (var link in aside)
        {
            taken[link] = now;
        }
    }

    /// <summary>What a person has decided about counts no more.</summary>
    public void Forget() => taken.Clear();
}
