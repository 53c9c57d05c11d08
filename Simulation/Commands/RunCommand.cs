using System.CommandLine;

namespace Counterpart.Simulation;

internal static class RunCommand
{
    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var seeds = new Option<int>("--seeds") { DefaultValueFactory = _ => 100, Description = "How many seeds." };
        var first = new Option<ulong>("--first") { DefaultValueFactory = _ => 1, Description = "The first of them." };
        var workers = new Option<int>("--workers") { DefaultValueFactory = _ => 2, Description = "Threads." };
        var command = new Command("run", "Runs seeds, and holds the laws against each.") { seeds, first, workers };
        command.SetAction(parsed =>
        {
            var report = new RunReport();
            (ulong Seed, int Law)? failed = null;
            var began = clock.GetTimestamp();
            Crew.Run(parsed.GetValue(first), parsed.GetValue(seeds), parsed.GetValue(workers), seed => SeedRun.Run(seed), result =>
            {
                report.Add(result);
                failed ??= result.Law is { } law ? (result.Seed, law) : null;
                if (result.Violation is not null && report.Violations <= 20)
                {
                    output.WriteLine($"seed {result.Seed}: {result.Violation}");
                }

                report.WriteProgress(output, clock.GetElapsedTime(began));
            });
            var took = clock.GetElapsedTime(began);
            if (failed is { } broken)
            {
                Failure.Write(output, broken.Seed, broken.Law, Defect.None);
            }

            report.Write(output, took);
            return report.Violations == 0 ? 0 : 1;
        });
        return command;
    }
}
