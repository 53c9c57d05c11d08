using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>What kind of world a seed makes.</summary>
internal sealed record Scenario
{
    public int Firms { get; init; }

    /// <summary>Clients of each firm; there is one contact more than clients.</summary>
    public int Clients { get; init; }

    public int Nodes { get; init; }

    public int Edits { get; init; }

    /// <summary>How long people edit and things go wrong.</summary>
    public TimeSpan Storm { get; init; }

    /// <summary>What the chances of faults are multiplied by.</summary>
    public double Intensity { get; init; }

    public int Planned { get; init; }

    public required VendorTraits Hub { get; init; }

    public required VendorTraits Partner { get; init; }

    public required LinkSettings Settings { get; init; }

    /// <summary>A system loses a field of all records at once, and a person is asked.</summary>
    public bool HasWipe { get; init; }

    /// <summary>The planned faults, and a rush where the partner counts calls.</summary>
    public int AllPlanned => Planned + (Partner.Window is null ? 0 : 1);

    public static Scenario Of(Dice dice)
    {
        var large = dice.Chance(0.12);
        var nodes = dice.Chance(0.75) ? 2 : dice.Chance(0.5) ? 1 : 3;
        var feed = dice.Chance(0.7);
        var hub = SomeHub(dice, feed);
        var partner = SomePartner(dice);
        return new Scenario
        {
            Firms = large || dice.Chance(0.6) ? 1 : 2,
            Clients = large ? 7 : 2 + dice.Below(3),
            Nodes = nodes,
            Edits = 1100,
            Storm = TimeSpan.FromMinutes(8 + dice.Below(10)),
            Intensity = dice.Chance(0.15) ? 0.2 : dice.Chance(0.2) ? 2.5 : 1,
            Planned = 10 + dice.Below(30),
            Hub = hub,
            Partner = partner,
            Settings = Rules.Home(dice, hub, partner, nodes > 1 ? TimeSpan.FromSeconds(1) : TimeSpan.Zero),
            HasWipe = large,
        };
    }

    private static VendorTraits SomeHub(Dice dice, bool feed) => new()
    {
        System = "clientworks",
        Side = Side.Hub,
        HasFeed = feed,
        PageSize = 2 + dice.Below(4),
        Overlap = feed ? TimeSpan.Zero : TimeSpan.FromMinutes(2),
        Limits = new SideLimits { ReadLag = feed ? TimeSpan.Zero : TimeSpan.FromSeconds(2), AttemptTime = TimeSpan.FromSeconds(20), WriteLatency = TimeSpan.FromSeconds(10) },
        PollEvery = TimeSpan.FromSeconds(2),
        IsStale = !feed,
        ClockOffset = TimeSpan.FromSeconds(dice.Below(40) - 20),
    };

    private static VendorTraits SomePartner(Dice dice) => new()
    {
        System = "wealthbox",
        Side = Side.Partner,
        PageSize = 2 + dice.Below(3),
        Limits = new SideLimits { ReadLag = TimeSpan.FromSeconds(2), AttemptTime = TimeSpan.FromSeconds(20), WriteLatency = TimeSpan.FromSeconds(10) },
        Window = dice.Below(3) switch
        {
            0 => null,
            1 => new CallWindow(150, TimeSpan.FromMinutes(5)) { Margin = TimeSpan.FromSeconds(2) },
            _ => new CallWindow(40, TimeSpan.FromMinutes(1)) { Margin = TimeSpan.FromSeconds(2) },
        },
        PollEvery = TimeSpan.FromSeconds(3),
        IsStale = dice.Chance(0.7),
        ClockOffset = TimeSpan.FromSeconds(dice.Below(40) - 20),
        ReformatsPhones = dice.Chance(0.5),
        Truncates = dice.Chance(0.3),
        IgnoresEmployer = dice.Chance(0.2),
        Masks = dice.Chance(0.5),
        Refuses = dice.Chance(0.5),
        NamesWhatItRefuses = dice.Chance(0.5),
        HasTombstones = dice.Chance(0.8),
    };
}
