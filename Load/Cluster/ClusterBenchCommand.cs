using System.CommandLine;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Cluster;

/// <summary>The command line of <c>bench cluster</c>.</summary>
internal static class ClusterBenchCommand
{
    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var rounds = new Option<int>("--rounds") { Description = "Rounds of each kind, in turn.", DefaultValueFactory = _ => 5 };
        var seconds = new Option<double>("--seconds") { Description = "How long a part of a round goes on.", DefaultValueFactory = _ => 3 };
        var warmUp = new Option<double>("--warm-up") { Description = "How long each part goes on before the rounds; the runtime goes on compiling for tens of seconds.", DefaultValueFactory = _ => 25 };
        var links = new Option<int>("--links") { Description = "Links, and grains of every other kind.", DefaultValueFactory = _ => 1_000 };
        var firms = new Option<int>("--firms") { Description = "Firms that the links are spread over.", DefaultValueFactory = _ => 10 };
        var callers = new Option<int>("--callers") { Description = "Concurrent callers.", DefaultValueFactory = _ => 200 };
        var only = new Option<string?>("--only") { Description = "One kind of part alone; no ratio then." };
        only.AcceptOnlyFromAmong(PartNames.All);
        var command = new Command("cluster", "Durable edits a second of link grains against Orleans' own grain storage and pgbench, on a private PostgreSQL.")
        {
            rounds, seconds, warmUp, links, firms, callers, only,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            if (PrivatePostgres.FindBinaries() is not { } binaries)
            {
                await output.WriteLineAsync("PostgreSQL is not installed: no figures.");
                return 1;
            }

            var options = new ClusterBenchOptions
            {
                Rounds = parsed.GetValue(rounds),
                Duration = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                WarmUp = TimeSpan.FromSeconds(parsed.GetValue(warmUp)),
                Links = parsed.GetValue(links),
                Firms = parsed.GetValue(firms),
                Callers = parsed.GetValue(callers),
                Only = parsed.GetValue(only),
            };

            // As it is delivered: every commit is synced.
            await using var server = await PrivatePostgres.StartAsync(binaries, ["shared_buffers=512MB", "max_wal_size=4GB"], cancel);
            return await new ClusterBenchmarks(options, binaries, server, clock, output).RunAsync(cancel) ? 0 : 1;
        });
        return command;
    }
}
