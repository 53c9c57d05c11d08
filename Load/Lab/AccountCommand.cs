using System.CommandLine;

namespace Counterpart.Load.Lab;

/// <summary>Both sides of many links edited at once; then every edit is accounted for from the simulators' own logs.</summary>
internal static class AccountCommand
{
    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var links = new Option<int>("--links") { DefaultValueFactory = _ => 500, Description = "Linked pairs." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 60, Description = "How long people edit." };
        var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 100, Description = "Edits per second on each side." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "Which links and fields are edited." };
        var command = new Command("account", "Edits both sides at once and accounts for every edit.") { links, seconds, rate, seed };
        command.SetAction(async (parsed, cancel) =>
        {
            var account = await RunAsync(
                parsed.GetValue(links), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(rate), parsed.GetValue(seed), clock, output, cancel);
            return account.Holds ? 0 : 1;
        });
        return command;
    }

    public static async Task<Account> RunAsync(
        int links, TimeSpan duration, int rate, int seed, TimeProvider clock, TextWriter output, CancellationToken cancel)
    {
        await using var laboratory = await Laboratory.StartAsync(links, cancel);
        await laboratory.LinkAllAsync(cancel);
        await output.WriteLineAsync($"{links} links; the simulators' limits are raised; {rate} edits/s on each side for {duration}");
        var people = new People(laboratory, clock, seed);
        await people.FindRowsAsync(cancel);
        await Quiet.WaitAsync(laboratory, clock, output, cancel);
        await people.RunAsync(duration, rate, cancel);
        await Quiet.WaitAsync(laboratory, clock, output, cancel);
        var account = Account.Of(people, await Evidence.GatherAsync(laboratory, cancel));
        account.Print(output);
        await output.WriteLineAsync(account.Holds ? "account exact" : "account BROKEN");
        return account;
    }
}
