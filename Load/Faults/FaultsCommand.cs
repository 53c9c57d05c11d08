using System.CommandLine;

namespace Counterpart.Load.Faults;

/// <summary>The real processes under load, one fault after another, each followed by a full account.</summary>
internal static class FaultsCommand
{
    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var host = new Option<string>("--host") { DefaultValueFactory = _ => "one", Description = "one: one process; cluster: three silos and a gateway on PostgreSQL." };
        host.AcceptOnlyFromAmong("one", "cluster");
        var store = new Option<string>("--store") { DefaultValueFactory = _ => "sqlite", Description = "What one process keeps its data in." };
        store.AcceptOnlyFromAmong("sqlite", "postgres");
        var kills = new Option<int>("--kills") { DefaultValueFactory = _ => 200, Description = "How often a process of the product is killed." };
        var links = new Option<int>("--links") { DefaultValueFactory = _ => 40, Description = "Linked pairs." };
        var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 20, Description = "Edits per second on each side." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "What is edited, and when the faults come." };
        var only = new Option<string>("--only") { DefaultValueFactory = _ => string.Empty, Description = "Names of faults, with commas between; all without it." };
        var logs = new Option<string?>("--logs") { Description = "A folder that keeps what the processes print." };
        var command = new Command("faults", "Kills, stops, starves and cuts off the product and what it depends on, one after another; accounts for every edit after each.")
        {
            host, store, kills, links, rate, seed, only, logs,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var isCluster = parsed.GetValue(host) == "cluster";
            var options = new FaultsOptions(
                isCluster,
                isCluster || parsed.GetValue(store) == "postgres",
                parsed.GetValue(kills),
                parsed.GetValue(links),
                parsed.GetValue(rate),
                parsed.GetValue(seed),
                parsed.GetValue(only)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                parsed.GetValue(logs));
            if (options.LogFolder is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            return await new FaultsRun(options, clock, output).RunAsync(cancel) ? 0 : 1;
        });
        return command;
    }
}
