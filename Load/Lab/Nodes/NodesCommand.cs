using System.CommandLine;
using System.Security.Cryptography;

namespace Counterpart.Load.Lab.Nodes;

/// <summary>Several processes of the product on one PostgreSQL, killed one after another under load.</summary>
internal static class NodesCommand
{
    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var nodes = new Option<int>("--nodes") { DefaultValueFactory = _ => 3, Description = "Processes of the product." };
        var kills = new Option<int>("--kills") { DefaultValueFactory = _ => 10, Description = "How often one of them is killed." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 180, Description = "How long people edit." };
        var links = new Option<int>("--links") { DefaultValueFactory = _ => 100, Description = "Linked pairs." };
        var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 20, Description = "Edits per second on each side." };
        var calls = new Option<int>("--calls") { DefaultValueFactory = _ => 3000, Description = "The partner's limit in 30 seconds." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "What is edited, and when the kills come." };
        var connection = new Option<string?>("--connection") { Description = "An empty PostgreSQL database; without it a private server is started." };
        var command = new Command("nodes", "Several nodes on one PostgreSQL, killed one after another; accounts for every edit, claim, call and event.")
        {
            nodes, kills, seconds, links, rate, calls, seed, connection,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var server = parsed.GetValue(connection) is null ? await StartServerAsync(cancel) : null;
            var options = new LaboratoryOptions
            {
                Pairs = parsed.GetValue(links),
                MorePairs = NodesRun.Racers * 2,
                Nodes = parsed.GetValue(nodes),
                ConnectionString = parsed.GetValue(connection) ?? server!.ConnectionString,
                MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
                Calls = parsed.GetValue(calls),
                Window = TimeSpan.FromSeconds(30),
            };
            var duration = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            var run = new NodesRun(options, clock, output);
            return await run.RunAsync(duration, parsed.GetValue(kills), parsed.GetValue(rate), parsed.GetValue(seed), cancel) ? 0 : 1;
        });
        return command;
    }

    private static async Task<PrivatePostgres> StartServerAsync(CancellationToken cancel) => PrivatePostgres.FindBinaries() is { } binaries
        ? await PrivatePostgres.StartAsync(binaries, [], cancel)
        : throw new InvalidOperationException("PostgreSQL is not installed: give --connection.");
}
