using System.Collections.Frozen;

namespace Counterpart.Links;

/// <summary>An integration's settings as the core needs them; the host gives the present ones with every command.</summary>
public sealed class LinkSettings
{
    private readonly FrozenDictionary<string, FieldRule> rules;
    private readonly FrozenDictionary<string, FieldRule>.AlternateLookup<ReadOnlySpan<char>> byName;

    public LinkSettings(IEnumerable<FieldRule> rules)
    {
        var byPath = rules.ToDictionary(rule => rule.Path, StringComparer.Ordinal);

        // A list's main row is known by its rows: without them it is not mapped either.
        this.rules = byPath
            .Where(rule => rule.Value.Kind != FieldKind.RowReference || byPath.ContainsKey(FieldPaths.List(rule.Key)))
            .ToFrozenDictionary(StringComparer.Ordinal);
        byName = this.rules.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public IEnumerable<FieldRule> Rules => rules.Values;

    /// <summary>Who wins an unordered conflict where the field's rule does not say.</summary>
    public ConflictPolicy DefaultConflict { get; init; } = ConflictPolicy.Hub;

    /// <summary>Who wins where the two sides differ when they are first linked.</summary>
    public ConflictPolicy First { get; init; } = ConflictPolicy.Ask;

    /// <summary>Off: reads are recorded and nothing is written.</summary>
    public bool ContactSync { get; init; } = true;

    /// <summary>What would be written is decided and shown, and nothing is written.</summary>
    public bool ObserveOnly { get; init; }

    /// <summary>Whether anything is written at all.</summary>
    public bool MayWrite => ContactSync && !ObserveOnly;

    /// <summary>The permitted difference between the clocks of two nodes; zero within one process.</summary>
    public TimeSpan ClockDifference { get; init; } = TimeSpan.Zero;

    /// <summary>How long after its last change a value waits before it is pushed.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>For telephone numbers without a country: ISO 3166 alpha-2.</summary>
    public string Region { get; init; } = "US";

    public QuarantineRule Quarantine { get; init; } = new();

    public SideLimits Hub { get; init; } = new();

    public SideLimits Partner { get; init; } = new();

    public SideLimits Of(Side side) => side == Side.Hub ? Hub : Partner;

    /// <summary>The rule of a path or of the list it belongs to; null when the path is not mapped.</summary>
    public FieldRule? RuleOf(string path)
    {
        if (rules.TryGetValue(path, out var rule))
        {
            return rule;
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && byName.TryGetValue(path.AsSpan(0, slash), out rule) ? rule : null;
    }
}

/// <summary>How late an outside system can be.</summary>
public sealed record SideLimits
{
    /// <summary>How long after an answered write a read may still show the value from before.</summary>
    public TimeSpan ReadLag { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a write may take from being sent: the attempt's deadline.</summary>
    public TimeSpan AttemptTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long after the deadline a write that was sent may still be applied.</summary>
    public TimeSpan WriteLatency { get; init; } = TimeSpan.FromSeconds(10);
}
