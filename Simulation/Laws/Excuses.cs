using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>
/// Paths at which something happened that no promise covers, until they are at rest again: a write of ours fell on an edit that
/// nobody could have seen, or arrived when somebody had entered the same value and it was taken for done, or named a row that had
/// another id by then.
/// </summary>
internal sealed class Excuses
{
    private readonly HashSet<(LinkKey Link, string Path)> paths = [];

    public long Given { get; private set; }

    public bool Has(LinkKey link, string path) => paths.Contains((link, path));

    public void Give(LinkKey link, string path)
    {
        Given++;
        paths.Add((link, path));
    }

    public void Take(LinkKey link, string path) => paths.Remove((link, path));
}
