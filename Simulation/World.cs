using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>
/// Firms, their two systems, the people who edit in them, a store, and nodes that run the product: everything of one seed, on
/// one timeline.
/// </summary>
internal sealed partial class World
{
    private const string Integration = "clientworks-wealthbox";

    private readonly ulong seed;
    private readonly Dictionary<string, LinkKey> keys = new(StringComparer.Ordinal);
    private readonly LinkSettings[] settings;
    private readonly List<string> trace = [];
    private long batches;

    public World(ulong seed, Cut cut, Defect defect, bool traced)
    {
        this.seed = seed;
        Cut = cut;
        Defect = defect;
        IsTraced = traced;
        Scenario = Scenario.Of(Stream("scenario"));
        Home = Scenario.Settings;
        settings = [.. Enumerable.Repeat(Home, Scenario.Firms)];
        Dice = Stream("world");
        Faults = new Faults(this, Scenario.Intensity);
        Network = new Network(this);
        Store = new SimStore(this);
        Laws = new Laws(this);
        Stories = new PathStories(this);
        Repeats = new Repeats(this);
        Posts = new Posts(this);
        Callers = new Callers(this);
        LinkActs = new LinkActs(this);
        Ambushes = new Ambushes(this);
        Crowds = new Crowds(this);
        Rushes = new Rushes(this);
        Editors = new Editors(this);
        Meddler = new Meddler(this);
        Vendors = [.. Enumerable.Range(0, Scenario.Firms).SelectMany(firm => new[] { new Vendor(this, firm, Scenario.Hub), new Vendor(this, firm, Scenario.Partner) })];
        replay = new Replay(this);
        Nodes = [.. Enumerable.Range(1, Scenario.Nodes).Select(number => new Node(this, $"node{number}"))];
        Populate();
    }

    public Cut Cut { get; }

    public Defect Defect { get; }

    public bool IsTraced { get; }

    public Scenario Scenario { get; }

    public LinkSettings Home { get; }

    public Timeline Timeline { get; } = new();

    public DateTimeOffset Now => Timeline.Now;

    /// <summary>Of what never crashes: people.</summary>
    public Life Life { get; } = new();

    public Dice Dice { get; }

    public Faults Faults { get; }

    public Network Network { get; }

    public SimStore Store { get; }

    public Laws Laws { get; }

    public PathStories Stories { get; }

    public Repeats Repeats { get; }

    public Excuses Excuses { get; } = new();

    public CoverageMap Coverage { get; } = new();

    public Digest Digest { get; } = new();

    public Posts Posts { get; }

    public Callers Callers { get; }

    public LinkActs LinkActs { get; }

    public Ambushes Ambushes { get; }

    public Crowds Crowds { get; }

    public Rushes Rushes { get; }

    public Editors Editors { get; }

    public Meddler Meddler { get; }

    public List<Vendor> Vendors { get; }

    public List<Node> Nodes { get; }

    public Dictionary<(int Firm, Side Side), BrakeAnswer> BrakeAnswers { get; } = [];

    /// <summary>Background work that is under way.</summary>
    public int Acting { get; set; }

    public IReadOnlyList<string> Trace => trace;

    /// <summary>A stream of random numbers of its own for each concern.</summary>
    public Dice Stream(string concern)
    {
        var stream = 14695981039346656037;
        foreach (var c in concern)
        {
            stream = (stream ^ c) * 1099511628211;
        }

        return new Dice(seed, stream);
    }

    public long NextBatch() => ++batches;

    public static string ClientId(int firm, int client) => $"c{firm}-{client}";

    public static string ContactId(int firm, int contact) => $"p{firm}-{contact}";

    public LinkKey KeyOf(int firm, string client)
    {
        if (!keys.TryGetValue(client, out var key))
        {
            keys[client] = key = new LinkKey($"firm{firm}", Integration, client);
        }

        return key;
    }

    public static int FirmOf(LinkKey key) => key.Firm[^1] - '0';

    public Vendor VendorOf(int firm, Side side) => Vendors[(firm * 2) + (int)side];

    public Vendor VendorOf(LinkKey key, Side side) => VendorOf(FirmOf(key), side);

    public LinkSettings SettingsOf(int firm) => settings[firm];

    public LinkSettings SettingsOf(LinkKey key) => settings[FirmOf(key)];

    public LinkSettings Configure(int firm, LinkSettings next)
    {
        var before = settings[firm];
        settings[firm] = next;
        return before;
    }

    /// <summary>The record that a link has on a side.</summary>
    public VendorRecord? RecordOf(LinkState state, Side side)
    {
        var id = side == Side.Hub ? state.Key.Client : state.Partner?.Id;
        return id is null ? null : VendorOf(state.Key, side).Records.GetValueOrDefault(id);
    }

    /// <summary>The record that one is linked to.</summary>
    public VendorRecord? OtherRecord(Vendor vendor, string record) =>
        Store.Owner(vendor.Firm, vendor.Traits.Side, record) is { } key && Store.Find(key) is { } link
            ? RecordOf(link.State, vendor.Traits.Side.Other())
            : null;

    public Decision Decide(LinkState state, LinkCommand command, LinkSettings rules)
    {
        Coverage.Command(state, command);
        var decision = Defect.Decide(state, command, rules);
        LawBroken.Require(7, !decision.Events.IsEmpty || ReferenceEquals(decision.State, state), "a decision without events changed the state");
        return decision;
    }

    /// <summary>Something that somebody will do for certain: the world is not at rest before.</summary>
    public void Later(TimeSpan delay, Action act)
    {
        Acting++;
        Timeline.After(delay, () =>
        {
            Acting--;
            act();
        });
    }

    public void Tell(string line) => trace.Add($"{(Now - Timeline.Start).TotalSeconds,10:0.0000} {line}");

    private void Populate()
    {
        foreach (var vendor in Vendors)
        {
            var isHub = vendor.Traits.Side == Side.Hub;
            for (var number = 0; number < Scenario.Clients + (isHub ? 0 : 1); number++)
            {
                var id = isHub ? ClientId(vendor.Firm, number) : ContactId(vendor.Firm, number);

                // Some names differ from the start.
                var last = isHub || number % 3 != 1 ? $"last{number}" : $"other{number}";
                vendor.Add(Contents.New(
                    id, $"first{number}", last, vendor.Stored($"212555010{number}"), isHub ? "from the hub" : "from the partner", vendor.Traits.HasFeed));
            }
        }
    }
}
