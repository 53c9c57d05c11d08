namespace Counterpart.Simulation;

/// <summary>What became of one mistake in a number of seeds. A seed counts only where the product itself keeps every law.</summary>
internal sealed record MutantTrial(string Name, int Seeds, IReadOnlyDictionary<int, int> ByLaw)
{
    public bool IsCaught => ByLaw.Count > 0;

    public static MutantTrial Of(Mutant mutant, ulong first, int seeds, int workers)
    {
        var byLaw = new SortedDictionary<int, int>();
        var tried = 0;
        Crew.Run(first, seeds, workers, seed => SeedRun.Run(seed, defect: mutant.Defect), result =>
        {
            if (result.Law is { } law && SeedRun.Run(result.Seed).Law is not null)
            {
                return;
            }

            tried++;
            if (result.Law is { } broken)
            {
                byLaw[broken] = byLaw.GetValueOrDefault(broken) + 1;
            }
        });
        return new MutantTrial(mutant.Name, tried, byLaw);
    }

    public override string ToString() => IsCaught
        ? $"caught  {Name}: {ByLaw.Values.Sum()} of {Seeds} seeds, by {string.Join(", ", ByLaw.OrderByDescending(law => law.Value).Select(law => law.Key == 0 ? $"a fault of the code ({law.Value})" : $"law {law.Key} ({law.Value})"))}"
        : $"MISSED  {Name}: {Seeds} seeds";
}
