namespace Counterpart.Simulation;

/// <summary>Shows a failing seed with as little as it takes, and how to see it again.</summary>
internal static class Failure
{
    private const int Shown = 400;

    public static void Write(TextWriter output, ulong seed, int law, Defect defect)
    {
        var cut = new Shrinker(seed, law, defect).Shrink();
        var result = SeedRun.Run(seed, cut, defect, traced: true);
        foreach (var line in result.Trace.Skip(result.Trace.Count - Shown))
        {
            output.WriteLine(line);
        }

        output.WriteLine($"seed {seed} with {result.Edits} edits and {result.Faults} faults: {result.Violation}");
        output.WriteLine($"dotnet run -c Release --project Simulation -- replay --seed {seed}{(cut.IsNone ? "" : $" --cut \"{cut}\"")}");
    }
}
