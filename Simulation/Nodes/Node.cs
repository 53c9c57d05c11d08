using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>One process of the product.</summary>
internal sealed class Node
{
    /// <summary>Twice of what a clock that nobody disciplines gains or loses, and more: 500 microseconds a second.</summary>
    private const double FastestDrift = 1e-3;
    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(2);

    private readonly World world;
    private readonly Dictionary<int, LinkSettings> settings = [];

    public Node(World world, string name)
    {
        this.world = world;
        Name = name;
        Clock = new NodeClock(world, world.Cut.Off.Contains(FaultKind.ClockDrift) ? 0 : (world.Stream($"clock {name}").Unit() - 0.5) * FastestDrift);
        Life = new Life();
        Host = new LinkHost(world, this);
    }

    public string Name { get; }

    public NodeClock Clock { get; }

    public Life Life { get; private set; }

    public LinkHost Host { get; private set; }

    public bool IsUp => !Life.IsOver;

    /// <summary>As this node knows them: a change arrives a moment later.</summary>
    public LinkSettings SettingsOf(LinkKey key) => settings.GetValueOrDefault(World.FirmOf(key)) ?? world.SettingsOf(key);

    public void Keep(int firm, LinkSettings present) => settings[firm] = present;

    public void Start()
    {
        Life = new Life();
        Host = new LinkHost(world, this);
        settings.Clear();
        foreach (var vendor in world.Vendors)
        {
            Flow.Start(world.Timeline, Life, new ChannelRunner(world, this, vendor).Run());
        }
    }

    public void Crash()
    {
        if (!IsUp)
        {
            return;
        }

        if (world.IsTraced)
        {
            world.Tell($"{Name} crashes");
        }

        Life.End();
        world.Timeline.After(Restart, Start);
    }

    public void Freeze(TimeSpan time) => Life.FrozenUntil = world.Now + time;
}
