using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Which pairs of a link's state and a command were met, and how often; and which events came of them.</summary>
internal sealed class CoverageMap
{
    public static readonly string[] Commands =
    [
        nameof(LinkCommand.Link), nameof(LinkCommand.Choose), nameof(LinkCommand.Unlink), nameof(LinkCommand.Allow),
        nameof(LinkCommand.Pause), nameof(LinkCommand.Resume), nameof(LinkCommand.Apply), nameof(LinkCommand.Refresh),
        nameof(LinkCommand.Reconsider), nameof(LinkCommand.Observe), nameof(LinkCommand.RecordGone), nameof(LinkCommand.Begin),
        nameof(LinkCommand.Settle),
    ];

    public static readonly string[] Attempts = ["none", "open", "unknown"];

    private readonly long[,,] met = new long[Enum.GetValues<Phase>().Length, Attempts.Length, Commands.Length];
    private readonly SortedDictionary<string, long> events = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Events => events;

    public long this[Phase phase, int attempt, int command] => met[(int)phase, attempt, command];

    public void Command(LinkState state, LinkCommand command) => met[(int)state.Phase, Attempt(state), Number(command)]++;

    public void Event(LinkEvent happened)
    {
        var name = happened.GetType().Name;
        events[name] = events.GetValueOrDefault(name) + 1;
    }

    public void Add(CoverageMap other)
    {
        for (var phase = 0; phase < met.GetLength(0); phase++)
        {
            for (var attempt = 0; attempt < met.GetLength(1); attempt++)
            {
                for (var command = 0; command < met.GetLength(2); command++)
                {
                    met[phase, attempt, command] += other.met[phase, attempt, command];
                }
            }
        }

        foreach (var (name, count) in other.events)
        {
            events[name] = events.GetValueOrDefault(name) + count;
        }
    }

    private static int Attempt(LinkState state) => state.Open is not { } attempt ? 0 : attempt.Unknown ? 2 : 1;

    private static int Number(LinkCommand command) => command switch
    {
        LinkCommand.Link => 0,
        LinkCommand.Choose => 1,
        LinkCommand.Unlink => 2,
        LinkCommand.Allow => 3,
        LinkCommand.Pause => 4,
        LinkCommand.Resume => 5,
        LinkCommand.Apply => 6,
        LinkCommand.Refresh => 7,
        LinkCommand.Reconsider => 8,
        LinkCommand.Observe => 9,
        LinkCommand.RecordGone => 10,
        LinkCommand.Begin => 11,
        _ => 12,
    };
}
