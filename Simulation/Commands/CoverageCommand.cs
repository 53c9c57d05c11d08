using System.CommandLine;

namespace Counterpart.Simulation;

internal static class CoverageCommand
{
    public static Command Create(TextWriter output)
    {
        var seeds = new Option<int>("--seeds") { DefaultValueFactory = _ => 200, Description = "How many seeds." };
        var command = new Command("coverage", "Shows which states of a link met which commands, and how often.") { seeds };
        command.SetAction(parsed =>
        {
            var report = new RunReport();
            Crew.Run(1, parsed.GetValue(seeds), workers: 2, seed => SeedRun.Run(seed), report.Add);
            CoverageReport.Write(output, report.Coverage);
            return 0;
        });
        return command;
    }
}
