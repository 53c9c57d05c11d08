using System.CommandLine;
using System.Security.Cryptography;

namespace Counterpart.Load.Lab.Cluster;

/// <summary>Silos and a gateway as processes on a PostgreSQL of their own, killed or restarted one after another under load.</summary>
internal static class ClusterCommand
{
    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var silos = new Option<int>("--silos") { DefaultValueFactory = _ => 3, Description = "Silos of the cluster." };
        var rolling = new Option<bool>("--rolling") { Description = "Instead of killing: every silo is stopped and started again, as for a new version." };
        var kills = new Option<int>("--kills") { DefaultValueFactory = _ => 10, Description = "How often a silo is killed." };
        var less = new Option<int>("--kills-with-one-less") { DefaultValueFactory = _ => 4, Description = "How often after that, in a cluster of one silo less." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 180, Description = "How long people edit." };
        var links = new Option<int>("--links") { DefaultValueFactory = _ => 5000, Description = "Linked pairs." };
        var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 300, Description = "Edits per second on each side." };
        var probes = new Option<int>("--probes") { DefaultValueFactory = _ => 60, Description = "Links that are asked all the time whether they answer." };
        var probeTimeout = new Option<string?>("--probe-timeout") { Description = "Cluster:ProbeTimeout of the silos, other than its default." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "What is edited, and when the kills come." };
        var logs = new Option<string?>("--logs") { Description = "A folder that keeps what the processes print." };
        var command = new Command("cluster", "Silos and a gateway on one PostgreSQL, killed one after another; accounts for every edit, claim, answer and event.")
        {
            silos, rolling, kills, less, seconds, links, rate, probes, probeTimeout, seed, logs,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            if (!BuiltProgram.HasOrleans)
            {
                await Console.Error.WriteLineAsync("Silo was built without Orleans: build it where the Microsoft.Orleans packages restore.");
                return 1;
            }

            if (PrivatePostgres.FindBinaries() is not { } binaries)
            {
                await Console.Error.WriteLineAsync("PostgreSQL is not installed: there is no initdb in /usr/lib/postgresql/*/bin or on the PATH.");
                return 1;
            }

            var plan = new ClusterPlan
            {
                Duration = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                Rate = parsed.GetValue(rate),
                Kills = parsed.GetValue(kills),
                KillsWithOneLess = parsed.GetValue(rolling) || parsed.GetValue(silos) < 3 ? 0 : parsed.GetValue(less),
                Rolling = parsed.GetValue(rolling),
                Probes = parsed.GetValue(probes),
                Seed = parsed.GetValue(seed),
            };
            if (parsed.GetValue(logs) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            await using var server = await PrivatePostgres.StartAsync(binaries, [], cancel);
            using var answers = new AnswerLog();
            var options = new LaboratoryOptions
            {
                Pairs = parsed.GetValue(links),
                MorePairs = (ClusterRun.Racers * 2) + plan.Probes,
                Silos = parsed.GetValue(silos),
                ClusterSettings = parsed.GetValue(probeTimeout) is { } probe ? ["--Cluster:ProbeTimeout", probe] : [],
                Answers = answers,
                LogFolder = parsed.GetValue(logs),
                ConnectionString = server.ConnectionString,
                MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            };
            return await new ClusterRun(options, server, plan, clock, output).RunAsync(cancel) ? 0 : 1;
        });
        return command;
    }
}
