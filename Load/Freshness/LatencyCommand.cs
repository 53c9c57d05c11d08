using System.CommandLine;
using System.Globalization;
using System.Net.Http.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Freshness;

/// <summary>Edit to other side with simulators that take no time: what is ours alone.</summary>
internal static class LatencyCommand
{
    private static readonly TimeSpan Goal = TimeSpan.FromMilliseconds(100);

    private static readonly string[] Settings =
    [
        "--Counterpart:Debounce", "00:00:00",
        "--Counterpart:Systems:wealthbox:BudgetCalls", "100000000",
        "--Counterpart:Systems:wealthbox:ReadLag", "00:00:00",
        "--Counterpart:Systems:wealthbox:PollEvery", "00:00:05",
        "--Counterpart:Systems:wealthbox:PeekEvery", "00:00:00.020",
        "--Counterpart:Systems:wealthbox:PeekRecords", "100",
        "--Counterpart:Systems:wealthbox:Concurrency", "32",
        "--Counterpart:Systems:clientworks:Concurrency", "32",
    ];

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
        await using var laboratory = await Laboratory.StartAsync(new LaboratoryOptions { Pairs = links, Other = new LabSettings(new { calls = (int?)null, windowSeconds = 300 }, Settings) }, cancel);
        using var hub = await laboratory.Outside.PutAsJsonAsync(new Uri(laboratory.ClientWorks, "/_control/settings"), new { postDelayMs = 0 }, cancel);
        hub.EnsureSuccessStatusCode();
        await laboratory.LinkAllAsync(cancel);
        var people = new People(laboratory, clock, seed: 1);
        await people.FindRowsAsync(cancel);
        await Quiet.WaitAsync(laboratory, clock, output, cancel);
        await output.WriteLineAsync($"{links} links, {rate} edits/s on each side for {duration}, load {Machine.Load()} on {Environment.ProcessorCount} processors");

        // The first seconds compile.
        await people.RunAsync(TimeSpan.FromSeconds(10), Math.Min(rate, 50), cancel);
        var (from, before) = (clock.GetUtcNow(), people.Edits.Count);
        await people.RunAsync(duration, rate, cancel);
        var took = clock.GetUtcNow() - from;
        var made = people.Edits.Count - before;
        await Task.Delay(TimeSpan.FromSeconds(10), clock, cancel);
        var arrivals = await Arrivals.ReadAsync(laboratory, from, cancel);
        var (toPartner, neverThere) = arrivals.From("clientworks");
        var (toHub, neverHere) = arrivals.From("wealthbox");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  edits made {made / took.TotalSeconds / 2:0}/s on each side, load {Machine.Load()}"));
        await output.WriteLineAsync($"  edit at the hub to the partner: {toPartner.Line(1000, "ms")}; overtaken or lost by a rule {neverThere}");
        await output.WriteLineAsync($"  edit at the partner to the hub: {toHub.Line(1000, "ms")}; overtaken or lost by a rule {neverHere}");
        var holds = toPartner.At(0.99) < Goal && toHub.At(0.99) < Goal && toPartner.Count > 0 && toHub.Count > 0;
        await output.WriteLineAsync(holds ? "latency p99 under 100 ms each way" : "latency p99 NOT under 100 ms each way");
        return holds;
    }
}
