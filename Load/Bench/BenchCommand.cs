using System.CommandLine;

namespace Counterpart.Load;

/// <summary>The command line of <c>bench</c>.</summary>
internal static class BenchCommand
{
    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var names = new Argument<string[]>("benchmark") { Description = "Which benchmarks; all when none is named.", Arity = ArgumentArity.ZeroOrMore };
        names.AcceptOnlyFromAmong([.. Benchmarks.All.Select(benchmark => benchmark.Name)]);
        var rounds = new Option<int?>("--rounds") { Description = "Rounds of each side, in turn; without it, like all sizes, each benchmark's own." };
        var seconds = new Option<double?>("--seconds") { Description = "How long a side of a round goes on." };
        var warmUp = new Option<double?>("--warm-up") { Description = "How many seconds each side goes on before the rounds; the runtime goes on compiling for tens of seconds." };
        var links = new Option<int?>("--links") { Description = "Links that there are." };
        var firms = new Option<int?>("--firms") { Description = "Firms that the links are spread over." };
        var callers = new Option<int?>("--callers") { Description = "Callers, editors or connections at a time." };
        var only = new Option<string?>("--only") { Description = "One part of a benchmark alone, where it has parts; no ratio then." };
        var quick = new Option<bool>("--quick") { Description = "One short round of everything: to see that it runs, not how fast." };
        var folder = new Option<string?>("--out") { Description = "A folder for the results as JSON, a file for each benchmark; without it nothing is written." };
        var keep = new Option<string?>("--keep") { Description = "A folder where the database of a million links stays for the next run; it takes some 10 GB." };
        var command = new Command("bench", "Every figure of this project, as ratios of sides that are measured in turn.")
        {
            names, rounds, seconds, warmUp, links, firms, callers, only, quick, folder, keep, ReportCommand.Create(output),
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var options = new BenchOptions
            {
                Rounds = parsed.GetValue(rounds),
                Seconds = parsed.GetValue(seconds),
                WarmUp = parsed.GetValue(warmUp),
                Links = parsed.GetValue(links),
                Firms = parsed.GetValue(firms),
                Callers = parsed.GetValue(callers),
                Part = parsed.GetValue(only),
                Quick = parsed.GetValue(quick),
                Out = parsed.GetValue(folder),
                Keep = parsed.GetValue(keep),
            };
            var named = parsed.GetValue(names) ?? [];
            var chosen = named.Length == 0 ? Benchmarks.All : [.. Benchmarks.All.Where(benchmark => named.Contains(benchmark.Name, StringComparer.Ordinal))];
            return await new BenchRun(chosen, options, clock, output).RunAsync(cancel) ? 0 : 1;
        });
        return command;
    }
}
