namespace Counterpart.Simulation;

/// <summary>Faults that strike by chance wherever they can, until the world heals.</summary>
internal sealed class Faults(World world, double intensity)
{
    private static readonly Dictionary<FaultKind, double> Rates = new()
    {
        [FaultKind.LostBefore] = 0.015,
        [FaultKind.LostAfter] = 0.03,
        [FaultKind.Late] = 0.012,
        [FaultKind.VeryLate] = 0.01,
        [FaultKind.Slow] = 0.03,
        [FaultKind.Limited] = 0.008,
        [FaultKind.Stale] = 0.3,
        [FaultKind.Repeated] = 0.05,
        [FaultKind.BrokenCommit] = 0.006,
        [FaultKind.Post] = 0.4,
    };

    private readonly Dice[] dice = [.. Enum.GetValues<FaultKind>().Select(kind => world.Stream($"fault {kind}"))];
    private readonly double[] rates =
        [.. Enum.GetValues<FaultKind>().Select(kind => world.Cut.Off.Contains(kind) ? 0 : Rates.GetValueOrDefault(kind) * intensity)];

    private readonly long[] struck = new long[Enum.GetValues<FaultKind>().Length];

    public bool AreOver { get; set; }

    public long Struck => struck.Sum();

    public long Of(FaultKind kind) => struck[(int)kind];

    public bool Strikes(FaultKind kind)
    {
        var at = (int)kind;
        if (AreOver || rates[at] == 0 || !dice[at].Chance(rates[at]))
        {
            return false;
        }

        struck[at]++;
        return true;
    }

    /// <summary>A planned one came.</summary>
    public void Came(FaultKind kind) => struck[(int)kind]++;
}
