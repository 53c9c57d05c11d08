using System.CommandLine;
using Counterpart.Load.Cluster;

namespace Counterpart.Load;

/// <summary>The command line of <c>bench</c>.</summary>
internal static class BenchCommand
{
    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var rounds = new Option<int>("--rounds") { Description = "Rounds of each kind, in turn.", DefaultValueFactory = _ => 5 };
        var seconds = new Option<double>("--seconds") { Description = "How long a round edits.", DefaultValueFactory = _ => 3 };
        var links = new Option<int>("--links") { Description = "Linked links in the database.", DefaultValueFactory = _ => 10_000 };
        var callers = new Option<int>("--callers") { Description = "Concurrent callers of host-vs-raw.", DefaultValueFactory = _ => 1024 };
        var editors = new Option<int>("--editors") { Description = "Concurrent editors of hot-link.", DefaultValueFactory = _ => 256 };
        var only = new Option<string?>("--only") { Description = "One benchmark alone." };
        only.AcceptOnlyFromAmong(Benchmarks.HostVersusRaw, Benchmarks.HotLink, Benchmarks.PartsOfAnEdit, Benchmarks.PostgresVersusSqlite, Benchmarks.SharedVersusOwn);

        var command = new Command("bench", "Durable edits a second: the host against bare SQL, and one link that everybody edits.")
        {
            rounds, seconds, links, callers, editors, only, ClusterBenchCommand.Create(clock, output),
        };
        command.SetAction(async (parsed, cancel) =>
        {
            using var folder = new BenchFolder();
            var options = new BenchOptions
            {
                Rounds = parsed.GetValue(rounds),
                Duration = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                Links = parsed.GetValue(links),
                Callers = parsed.GetValue(callers),
                Editors = parsed.GetValue(editors),
                Only = parsed.GetValue(only),
            };
            await new Benchmarks(options, folder, clock, output).RunAsync(cancel);
        });
        return command;
    }
}
