using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>
/// Law 5 for reads: one that a link has taken over brings nothing new when it is told again, however late and after whatever else. Told to
/// another epoch, or under another mapping, it is not the same read.
/// </summary>
internal sealed class Repeats(World world)
{
    /// <summary>A node knows of a change of the settings by then.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, DateTimeOffset> configured = [];

    public void Configured(int firm) => configured[firm] = world.Now;

    /// <summary>The mapping is known to all nodes, and as it was at a time.</summary>
    public bool IsSettled(LinkKey link, DateTimeOffset since) => configured.GetValueOrDefault(World.FirmOf(link)) + Known < since;

    /// <summary>A link took a read over: what holds for its repetition.</summary>
    public Told Taken(LinkKey link) => new(world.Store.Find(link)!.State.Epoch, world.Now);

    public void Again(LinkKey link, Told first, LinkReply? reply)
    {
        var isSame = world.Store.Find(link)!.State.Epoch == first.Epoch && IsSettled(link, first.At);
        LawBroken.Require(5, !isSame || reply is not LinkReply.Observed { Changed: > 0 }, $"{link}: a read that was told again brought {reply}");
    }

    internal sealed record Told(int Epoch, DateTimeOffset At);
}
