using System.CommandLine;

namespace Counterpart.Simulation;

internal static class ShrinkCommand
{
    public static Command Create(TextWriter output)
    {
        var seed = new Option<ulong>("--seed") { Required = true, Description = "Which seed." };
        var command = new Command("shrink", "Finds the least that makes a seed fail, and prints what happens then.") { seed };
        command.SetAction(parsed =>
        {
            var failed = SeedRun.Run(parsed.GetValue(seed));
            if (failed.Law is not { } law)
            {
                output.WriteLine($"seed {failed.Seed}: every law holds");
                return 0;
            }

            Failure.Write(output, failed.Seed, law, Defect.None);
            return 1;
        });
        return command;
    }
}
