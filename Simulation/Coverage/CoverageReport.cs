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
        var pairs = Pairs().ToList();
        var unmet = pairs.Where(pair => met[pair.Phase, pair.Attempt, pair.Command] == 0).ToList();
        var explained = unmet.Where(pair => Impossible(pair.Phase, pair.Attempt) is not null).ToList();
        foreach (var (reason, states) in explained.GroupBy(pair => Impossible(pair.Phase, pair.Attempt)!).Select(group => (group.Key, group.Select(State).Distinct())))
        {
            output.WriteLine($"cannot be: {string.Join(", ", states)}: {reason}");
        }

        var never = unmet.Except(explained).Select(pair => $"{State(pair)}/{CoverageMap.Commands[pair.Command]}").ToList();
        var possible = pairs.Count(pair => Impossible(pair.Phase, pair.Attempt) is null);
        output.WriteLine($"pairs met {pairs.Count - unmet.Count} of {possible}{(never.Count > 0 ? ", never: " + string.Join(", ", never) : string.Empty)}");
        output.WriteLine($"unmet {unmet.Count} explained {explained.Count}");
    }

    private static IEnumerable<(Phase Phase, int Attempt, int Command)> Pairs() =>
        from phase in Enum.GetValues<Phase>()
        from attempt in Enumerable.Range(0, CoverageMap.Attempts.Length)
        from command in Enumerable.Range(0, CoverageMap.Commands.Length)
        select (phase, attempt, command);

    private static string State((Phase Phase, int Attempt, int Command) pair) => $"{pair.Phase}/{CoverageMap.Attempts[pair.Attempt]}";

    /// <summary>Why a link cannot be so.</summary>
    private static string? Impossible(Phase phase, int attempt) => phase switch
    {
        Phase.Unlinked or Phase.Matching or Phase.NeedsChoice when attempt != 0 => "an attempt is open only while there are two records",
        Phase.Leaving when attempt == 0 => "a link leaves at once when no attempt is open",
        _ => null,
    };
}
