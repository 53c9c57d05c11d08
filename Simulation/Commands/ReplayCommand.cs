using System.CommandLine;

namespace Counterpart.Simulation;

internal static class ReplayCommand
{
    public static Command Create(TextWriter output)
    {
        var seed = new Option<ulong>("--seed") { Required = true, Description = "Which seed." };
        var cut = new Option<string>("--cut") { DefaultValueFactory = _ => string.Empty, Description = "What is left out of it: off=Late+Crash;saves=3+17;planned=0." };
        var command = new Command("replay", "Runs one seed and prints all that happens.") { seed, cut };
        command.SetAction(parsed =>
        {
            var result = SeedRun.Run(parsed.GetValue(seed), Cut.Parse(parsed.GetValue(cut)!), traced: true);
            foreach (var line in result.Trace)
            {
                output.WriteLine(line);
            }

            output.WriteLine($"seed {result.Seed} edits {result.Edits} faults {result.Faults} digest {result.Digest:x16}: {result.Violation ?? "every law holds"}");
            return result.Violation is null ? 0 : 1;
        });
        return command;
    }
}
