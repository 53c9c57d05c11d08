using System.CommandLine;

namespace Counterpart.Load.Attack;

/// <summary>The real process under attack, by whoever can reach it.</summary>
internal static class AttackCommand
{
    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var requests = new Option<int>("--requests") { DefaultValueFactory = _ => 100_000, Description = "Generated requests." };
        var host = new Option<string>("--host") { DefaultValueFactory = _ => "process", Description = "process, or cluster: a silo that serves the API, on PostgreSQL." };
        host.AcceptOnlyFromAmong("process", "cluster");
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "Which requests are made." };
        var only = new Option<int?>("--only") { Description = "Sends the request of this number alone, and shows the answer." };
        var last = new Option<int?>("--last") { Description = "With --only: the requests from there to this number." };
        var tame = new Option<bool>("--tame") { Description = "With --only: one of the requests that have to be refused." };
        var leak = new Option<bool>("--with-leak") { Description = "Plants a tax id where it does not belong, and a credential in the log: the search has to find both, and the verdict is BROKEN." };
        var command = new Command("attack", "Attacks the product: generated requests, firms that probe each other, a search for secrets, and what is meant to exhaust it.")
        {
            requests, host, seed, only, last, tame, leak,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var options = new AttackOptions(
                parsed.GetValue(requests), parsed.GetValue(host) == "cluster", parsed.GetValue(seed), parsed.GetValue(only), parsed.GetValue(last), parsed.GetValue(tame), parsed.GetValue(leak));
            return await new AttackRun(options, clock, output).RunAsync(cancel) ? 0 : 1;
        });
        return command;
    }
}
