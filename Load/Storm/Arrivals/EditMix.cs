namespace Counterpart.Load.Storm;

/// <summary>What people do next: one edit, the same field on both sides at once, or many edits to one field in a row.</summary>
/// <param name="conflicts">The share of edits that come in pairs at once.</param>
/// <param name="bursts">The share of edits that come in bursts.</param>
internal sealed class EditMix(ZipfChooser pairs, int fields, double conflicts, double bursts, int burst, int seed)
{
    private readonly Random random = new(seed);
    private readonly double single = 1 - conflicts - bursts;
    private readonly double conflict = conflicts / 2;
    private readonly double many = bursts / burst;

    /// <summary>Edits in an act, on average.</summary>
    public double EditsPerAct => 1 / (single + conflict + many);

    public Act Next()
    {
        var choice = random.NextDouble() * (single + conflict + many);
        var (pair, field, atHub) = (pairs.Next(random), random.Next(fields), random.Next(2) == 0);
        return choice < single ? new Act(pair, field, atHub ? 1 : 0, atHub ? 0 : 1)
            : choice < single + conflict ? new Act(pair, field, 1, 1)
            : new Act(pair, field, atHub ? burst : 0, atHub ? 0 : burst);
    }
}

/// <summary>Edits of one field of one pair.</summary>
internal sealed record Act(int Pair, int Field, int AtHub, int AtPartner);
