using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>
/// Paths at which something happened that no promise covers, until they are at rest again: a write of ours fell on an edit that
/// nobody could have seen, or arrived when somebody had entered the same value and it was taken for done.
/// </summary>
internal sealed class Excuses
{
    private readonly HashSet<(LinkKey Link, string Path)> paths = [];
    private readonly HashSet<(LinkKey Link, Side Side)> overtaken = [];

    public long Given { get; private set; }

    public bool Has(LinkKey link, string path) => paths.Contains((link, path));

    public void Give(LinkKey link, string path)
    {
        Given++;
        paths.Add((link, path));
    }

    public void Take(LinkKey link, string path) => paths.Remove((link, path));

    /// <summary>A post moved the known revision, so that a page on its way may be turned away, and what it showed is seen with the next.</summary>
    public void Posted(LinkKey link, Side side) => overtaken.Add((link, side));

    /// <summary>Whether a post came since the side's last whole read: the read that asks is one.</summary>
    public bool WasPosted(LinkKey link, Side side, bool whole) => whole ? overtaken.Remove((link, side)) : overtaken.Contains((link, side));
}
