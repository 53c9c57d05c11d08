using System.Globalization;

namespace Counterpart.Simulation;

/// <summary>
/// What a run leaves out of its seed's plan, so that a failure can be shown with little: whole kinds of faults, and all but some
/// of the saves and of the planned faults. As text: <c>off=Late+Crash;saves=3+17;planned=0</c>.
/// </summary>
internal sealed record Cut
{
    public static readonly Cut None = new();

    public IReadOnlySet<FaultKind> Off { get; init; } = new HashSet<FaultKind>();

    /// <summary>The saves that people still make, by number; null: all.</summary>
    public IReadOnlySet<int>? Saves { get; init; }

    /// <summary>The planned faults that still come, by number; null: all.</summary>
    public IReadOnlySet<int>? Planned { get; init; }

    public bool IsNone => Off.Count == 0 && Saves is null && Planned is null;

    public bool HasSave(int number) => Saves is null || Saves.Contains(number);

    public bool HasPlanned(int number) => Planned is null || Planned.Contains(number);

    public static Cut Parse(string text)
    {
        var cut = None;
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            var (name, values) = at < 0 ? (part, []) : (part[..at], part[(at + 1)..].Split('+', StringSplitOptions.RemoveEmptyEntries));
            cut = name switch
            {
                "off" => cut with { Off = values.Select(value => Enum.Parse<FaultKind>(value)).ToHashSet() },
                "saves" => cut with { Saves = Numbers(values) },
                "planned" => cut with { Planned = Numbers(values) },
                _ => throw new FormatException($"'{name}' is neither off, saves nor planned."),
            };
        }

        return cut;
    }

    public override string ToString()
    {
        var parts = new List<string>();
        if (Off.Count > 0)
        {
            parts.Add("off=" + string.Join('+', Off.Order()));
        }

        if (Saves is not null)
        {
            parts.Add("saves=" + string.Join('+', Saves.Order()));
        }

        if (Planned is not null)
        {
            parts.Add("planned=" + string.Join('+', Planned.Order()));
        }

        return string.Join(';', parts);
    }

    private static HashSet<int> Numbers(IEnumerable<string> values) => [.. values.Select(value => int.Parse(value, CultureInfo.InvariantCulture))];
}
