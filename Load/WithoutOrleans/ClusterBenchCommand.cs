using System.CommandLine;

namespace Counterpart.Load.Cluster;

/// <summary>Says what is missing.</summary>
internal static class ClusterBenchCommand
{
    public static Command Create(TimeProvider clock, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var command = new Command("cluster", "Link grains against Orleans' own grain storage and pgbench; this build has no Orleans.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(async (_, _) =>
        {
            await output.WriteLineAsync("This build has no Orleans: build it where the Microsoft.Orleans packages restore.");
            return 1;
        });
        return command;
    }
}
