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
    private readonly List<ChannelRunner> runners = [];

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
        runners.Clear();
        foreach (var vendor in world.Vendors)
        {
            var runner = new ChannelRunner(world, this, vendor);
            runners.Add(runner);
            Flow.Start(world.Timeline, Life, runner.Run());
        }
    }

    /// <summary>When a link is due was committed anew: told to the channels that it is due to.</summary>
    public void DueChanged(Submission committed)
    {
        foreach (var runner in runners)
        {
            if (committed.Due(runner.Vendor.Traits.Side).Changes && runner.Vendor.Firm == World.FirmOf(committed.Key))
            {
                runner.Channel?.DueChanged(committed.Key);
            }
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
