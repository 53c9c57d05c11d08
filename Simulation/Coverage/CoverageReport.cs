using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>The met pairs as a table, and those that were never met with the reason why not.</summary>
internal static class CoverageReport
{
    public static void Write(TextWriter output, CoverageMap met)
    {
        output.WriteLine($"{"phase",-12}{"attempt",-9}{string.Concat(CoverageMap.Commands.Select(command => $"{command,11}"))}");
        foreach (var phase in Enum.GetValues<Phase>())
        {
            for (var attempt = 0; attempt < CoverageMap.Attempts.Length; attempt++)
            {
                if (Impossible(phase, attempt) is null)
                {
                    output.WriteLine($"{phase,-12}{CoverageMap.Attempts[attempt],-9}{string.Concat(Enumerable.Range(0, CoverageMap.Commands.Length).Select(command => $"{met[phase, attempt, command],11}"))}");
                }
            }
        }

        output.WriteLine(string.Join(' ', met.Events.Select(entry => $"{entry.Key} {entry.Value}")));
        var never = Never(met).ToList();
        output.WriteLine($"pairs met {Possible() - never.Count} of {Possible()}{(never.Count > 0 ? ", never: " + string.Join(", ", never) : string.Empty)}");
    }

    private static int Possible() => (from phase in Enum.GetValues<Phase>()
                                      from attempt in Enumerable.Range(0, CoverageMap.Attempts.Length)
                                      where Impossible(phase, attempt) is null
                                      select CoverageMap.Commands.Length).Sum();

    private static IEnumerable<string> Never(CoverageMap met) =>
        from phase in Enum.GetValues<Phase>()
        from attempt in Enumerable.Range(0, CoverageMap.Attempts.Length)
        where Impossible(phase, attempt) is null
        from command in Enumerable.Range(0, CoverageMap.Commands.Length)
        where met[phase, attempt, command] == 0
        select $"{phase}/{CoverageMap.Attempts[attempt]}/{CoverageMap.Commands[command]}";

    /// <summary>Why a link cannot be so.</summary>
    private static string? Impossible(Phase phase, int attempt) => phase switch
    {
        Phase.Unlinked or Phase.Matching or Phase.NeedsChoice when attempt != 0 => "an attempt is open only while there are two records",
        Phase.Leaving when attempt == 0 => "a link leaves at once when no attempt is open",
        _ => null,
    };
}
