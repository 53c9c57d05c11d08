using System.CommandLine;

namespace Counterpart.Load.Lab;

/// <summary>The product killed again and again under load, without warning; nothing that it answered may be missing.</summary>
internal static class KillCommand
{
    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var kills = new Option<int>("--kills") { DefaultValueFactory = _ => 20, Description = "How often the process is killed." };
        var links = new Option<int>("--links") { DefaultValueFactory = _ => 100, Description = "Linked pairs." };
        var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 50, Description = "Edits per second on each side." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "Which links and fields are edited, and when the kills come." };
        var command = new Command("kill", "Kills the process under load and accounts for every edit.") { kills, links, rate, seed };
        command.SetAction(async (parsed, cancel) =>
        {
            var account = await RunAsync(
                parsed.GetValue(kills), parsed.GetValue(links), parsed.GetValue(rate), parsed.GetValue(seed), clock, output, cancel);
            return account.Holds ? 0 : 1;
        });
        return command;
    }

    public static async Task<Account> RunAsync(int kills, int links, int rate, int seed, TimeProvider clock, TextWriter output, CancellationToken cancel)
    {
        await using var laboratory = await Laboratory.StartAsync(links, cancel);
        await laboratory.LinkAllAsync(cancel);
        var people = new People(laboratory, clock, seed);
        await people.FindRowsAsync(cancel);
        await Quiet.WaitAsync(laboratory, clock, output, cancel);
        var random = new Random(seed);
        for (var kill = 1; kill <= kills; kill++)
        {
            var editing = people.RunAsync(TimeSpan.FromSeconds(3), rate, cancel);
            await Task.Delay(TimeSpan.FromMilliseconds(200 + random.Next(2500)), clock, cancel);
            await laboratory.KillProductAsync();
            await output.WriteLineAsync($"kill {kill} of {kills} after {people.Edits.Count} edits, {people.Answered.Count} of them answered");
            await laboratory.StartProductAsync(cancel);
            await editing;
        }

        await Quiet.WaitAsync(laboratory, clock, output, cancel);
        var account = Account.Of(people, await Evidence.GatherAsync(laboratory, cancel));
        account.Print(output);
        await output.WriteLineAsync(account.Holds ? $"kills {kills} answered {people.Answered.Count} lost 0" : $"kills {kills} BROKEN");
        return account;
    }
}
