using System.CommandLine;
using System.Globalization;

namespace Counterpart.Load.Freshness;

/// <summary>Edit to other side with simulators that take no time: what is ours alone.</summary>
internal static class LatencyCommand
{
    private static readonly TimeSpan Goal = TimeSpan.FromMilliseconds(100);

    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var links = new Option<int>("--links") { DefaultValueFactory = _ => 1000, Description = "Linked pairs." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 60, Description = "How long people edit." };
        var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 300, Description = "Edits per second on each side." };
        var command = new Command("latency", "Edit to other side, with simulators that take no time, limits raised and no debounce.") { links, seconds, rate };
        command.SetAction(async (parsed, cancel) =>
            await RunAsync(parsed.GetValue(links), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(rate), clock, output, cancel) ? 0 : 1);
        return command;
    }

    private static async Task<bool> RunAsync(int links, TimeSpan duration, int rate, TimeProvider clock, TextWriter output, CancellationToken cancel)
    {
        await using var sides = await OtherSide.StartAsync(links, clock, output, cancel);
        await output.WriteLineAsync($"{links} links, {rate} edits/s on each side for {duration}, load {Machine.Load()} on {Environment.ProcessorCount} processors");
        await sides.WarmUpAsync(TimeSpan.FromSeconds(10), Math.Min(rate, 50), cancel);
        var round = await sides.RunAsync(duration, rate, cancel);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  edits made {round.MadePerSecond:0}/s on each side, load {Machine.Load()}"));
        await output.WriteLineAsync($"  edit at the hub to the partner: {round.ToPartner.Line(1000, "ms")}; overtaken or lost by a rule {round.NeverThere}");
        await output.WriteLineAsync($"  edit at the partner to the hub: {round.ToHub.Line(1000, "ms")}; overtaken or lost by a rule {round.NeverHere}");
        var holds = round.ToPartner.At(0.99) < Goal && round.ToHub.At(0.99) < Goal && round.ToPartner.Count > 0 && round.ToHub.Count > 0;
        await output.WriteLineAsync(holds ? "latency p99 under 100 ms each way" : "latency p99 NOT under 100 ms each way");
        return holds;
    }
}
