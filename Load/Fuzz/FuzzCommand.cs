using System.CommandLine;

namespace Counterpart.Load.Fuzz;

/// <summary>Every decoder with random and mutated inputs, for as long as one likes.</summary>
internal static class FuzzCommand
{
    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 60, Description = "How long." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "Which inputs are made." };
        var only = new Option<string?>("--decoder") { Description = "This one alone." };
        var command = new Command("fuzz", "Gives every decoder random and mutated inputs from its corpus.") { seconds, seed, only };
        command.SetAction(parsed =>
        {
            List<Decoder> decoders = [.. Decoders.All.Where(decoder => parsed.GetValue(only) is null || decoder.Name == parsed.GetValue(only))];
            var run = new FuzzRun(decoders, parsed.GetValue(seed), output);
            var end = clock.GetUtcNow() + TimeSpan.FromSeconds(parsed.GetValue(seconds));
            run.RunCorpus();
            run.Run(_ => clock.GetUtcNow() >= end);
            run.Print();
            output.WriteLine($"fuzz decoders {decoders.Count} inputs {run.Inputs} broken {run.Broken} verdict {(run.Broken == 0 ? "ok" : "BROKEN")}");
            return run.Broken == 0 ? 0 : 1;
        });
        return command;
    }
}
