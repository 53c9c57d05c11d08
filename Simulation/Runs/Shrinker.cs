namespace Counterpart.Simulation;

/// <summary>
/// Makes a failing run small: leaves out kinds of faults, then planned faults and saves by ever smaller parts, as long as the same law
/// does not hold.
/// </summary>
internal sealed class Shrinker(ulong seed, int law, Defect defect)
{
    private const int MostRuns = 400;

    private int runs;

    public Cut Shrink()
    {
        var whole = new World(seed, Cut.None, defect, traced: false);
        var cut = Cut.None;
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            cut = Keep(cut, cut with { Off = new HashSet<FaultKind>(cut.Off) { kind } });
        }

        cut = Keep(cut, cut with { Planned = new HashSet<int>() });
        if (cut.Planned is null)
        {
            cut = Reduce(cut, [.. Enumerable.Range(0, whole.Scenario.AllPlanned)], (present, kept) => present with { Planned = kept });
        }

        return Reduce(cut, [.. Enumerable.Range(0, whole.Scenario.Edits)], (present, kept) => present with { Saves = kept });
    }

    /// <summary>Delta debugging: halves, then quarters, down to one by one.</summary>
    private Cut Reduce(Cut cut, List<int> numbers, Func<Cut, HashSet<int>, Cut> with)
    {
        for (var size = Math.Max(1, numbers.Count / 2); ; size /= 2)
        {
            for (var from = 0; from < numbers.Count;)
            {
                var kept = numbers.Where((_, at) => at < from || at >= from + size).ToList();
                var tried = with(cut, [.. kept]);
                if (Fails(tried))
                {
                    (cut, numbers) = (tried, kept);
                }
                else
                {
                    from += size;
                }
            }

            if (size <= 1)
            {
                return cut;
            }
        }
    }

    private Cut Keep(Cut cut, Cut tried) => Fails(tried) ? tried : cut;

    private bool Fails(Cut cut) => runs++ < MostRuns && SeedRun.Run(seed, cut, defect).Law == law;
}
