using System.CommandLine;

namespace Counterpart.Load.Histories;

/// <summary>Many callers on few links of the real processes, which are killed meanwhile; what every caller saw is held against the revisions.</summary>
internal static class HistoriesCommand
{
    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var host = new Option<string>("--host") { DefaultValueFactory = _ => "one", Description = "one: one process on SQLite; cluster: three silos and two gateways on PostgreSQL." };
        host.AcceptOnlyFromAmong("one", "cluster");
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 60, Description = "How long they call." };
        var links = new Option<int>("--links") { DefaultValueFactory = _ => 5, Description = "Hot links." };
        var callers = new Option<int>("--callers") { DefaultValueFactory = _ => 24, Description = "Callers at once." };
        var every = new Option<double>("--kill-every") { DefaultValueFactory = _ => 5, Description = "Seconds between two kills of a process; 0: none is killed." };
        var cuts = new Option<double>("--cuts") { DefaultValueFactory = _ => 0.02, Description = "How likely an answer is cut off on its way." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "Who does what, and when the kills come." };
        var stale = new Option<bool>("--with-stale-reader") { Description = "One caller reads from what it remembers: the check has to find it, and the verdict is BROKEN." };
        var logs = new Option<string?>("--logs") { Description = "A folder that keeps what the processes print." };
        var command = new Command("histories", "Concurrent edits and reads of few links, with processes killed and answers lost; holds every answer against the revision that it names.")
        {
            host, seconds, links, callers, every, cuts, seed, stale, logs,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var options = new HistoriesOptions(
                parsed.GetValue(host) == "cluster",
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                parsed.GetValue(links),
                parsed.GetValue(callers),
                TimeSpan.FromSeconds(parsed.GetValue(every)),
                parsed.GetValue(cuts),
                parsed.GetValue(seed),
                parsed.GetValue(stale),
                parsed.GetValue(logs));
            if (options.LogFolder is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            return await new HistoriesRun(options, clock, output).RunAsync(cancel) ? 0 : 1;
        });
        return command;
    }
}
