using System.CommandLine;

namespace Counterpart.Simulation;

internal static class MutantsCommand
{
    public static Command Create(TextWriter output)
    {
        var seeds = new Option<int>("--seeds") { DefaultValueFactory = _ => 40, Description = "How many seeds each mistake gets at most." };
        var first = new Option<ulong>("--first") { DefaultValueFactory = _ => 1, Description = "The first of them." };
        var workers = new Option<int>("--workers") { DefaultValueFactory = _ => 2, Description = "Threads." };
        var only = new Option<string?>("--only") { Description = "Only those with this in their name." };
        var command = new Command("mutants", "Makes deliberate mistakes around the product, and shows which law catches each.") { seeds, first, workers, only };
        command.SetAction(parsed =>
        {
            var mutants = Mutant.All.Where(mutant => mutant.Name.Contains(parsed.GetValue(only) ?? string.Empty, StringComparison.Ordinal)).ToList();
            var caught = 0;
            foreach (var mutant in mutants)
            {
                var trial = MutantTrial.Of(mutant, parsed.GetValue(first), parsed.GetValue(seeds), parsed.GetValue(workers));
                caught += trial.IsCaught ? 1 : 0;
                output.WriteLine(trial);
            }

            output.WriteLine($"mutants caught {caught}/{mutants.Count}");
            return caught == mutants.Count ? 0 : 1;
        });
        return command;
    }
}
