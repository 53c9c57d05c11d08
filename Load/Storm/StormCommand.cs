using System.CommandLine;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>The load test for users: many people and systems at once, and an account of every edit at the end.</summary>
internal static class StormCommand
{
    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var flags = new StormFlags();
        var command = new Command("storm", "Many edits on both sides, readers, listeners and links that come and go; accounts for every edit, and draws what it measured.");
        foreach (var option in flags.All)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancel) =>
        {
            if (flags.Read(parsed) is not { } options)
            {
                await Console.Error.WriteLineAsync("To use a product that runs, give --url, --key, --clientworks and --wealthbox; --faults and --host are for processes that are started here.");
                return 1;
            }

            if (options.Silos > 0 && !BuiltProgram.HasOrleans)
            {
                await Console.Error.WriteLineAsync("Silo was built without Orleans: build it where the Microsoft.Orleans packages restore.");
                return 1;
            }

            var terminal = !Console.IsOutputRedirected && ReferenceEquals(output, Console.Out);
            return await new StormRun(options, new Screen(output, terminal), clock).RunAsync(cancel) ? 0 : 1;
        });
        return command;
    }
}
