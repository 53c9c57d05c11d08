using System.Globalization;
using System.Net.Http.Json;
using Counterpart.Load.Lab;
using Counterpart.Load.Storm;

namespace Counterpart.Load;

/// <summary>How many calls of outside systems an edit takes, by the systems' own logs, and what a day's calls are spent on.</summary>
internal sealed class VendorCallsBenchmark : IBenchmark
{
    private const int Burst = 20;
    private static readonly TimeSpan BetweenEdits = TimeSpan.FromMilliseconds(100);
    private static readonly LabSettings Usual = new(
        new { calls = (int?)null, windowSeconds = 300 },
        ["--Counterpart:Systems:wealthbox:BudgetCalls", "100000000"]);

    public string Name => "vendor-calls";

    public string Description => "Reads and writes of single records for an edit, in calm and in bursts of 20 edits to a field; and how fresh the last hour of a day with 5,000 calls is.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var (rounds, links) = (context.Rounds(3), context.Links(120, quick: 20));
        await using var laboratory = await Laboratory.StartAsync(new LaboratoryOptions { Pairs = links, Other = Usual }, cancel);
        using var hub = await laboratory.Outside.PutAsJsonAsync(new Uri(laboratory.ClientWorks, "/_control/settings"), new { postDelayMs = 0 }, cancel);
        hub.EnsureSuccessStatusCode();
        await laboratory.LinkAllAsync(cancel);
        var people = new People(laboratory, context.Clock, seed: 1);
        await people.FindRowsAsync(cancel);
        await Quiet.WaitAsync(laboratory, context.Clock, context.Output, cancel);
        var (tail, values) = (new LogTail(laboratory, forget: false, context.Clock), new RoundValues());
        await tail.BeginAsync(cancel);
        for (var round = 1; round <= rounds; round++)
        {
            await CountAsync("calm", EveryLinkOnceAsync);
            await CountAsync("bursts", BurstsAsync);
        }

        return
        [
            new Figure("vendor-calls: reads an edit, in calm", "calls", values.Of("calm, reads"), Wanted.AtMost(1), "of single records, at both systems; half of the edits on each side"),
            new Figure("vendor-calls: writes an edit, in calm", "calls", values.Of("calm, writes"), Wanted.AtMost(1)),
            new Figure("vendor-calls: reads an edit, in bursts", "calls", values.Of("bursts, reads"), Note: $"{Burst} edits to one field, ten a second"),
            new Figure("vendor-calls: writes an edit, in bursts", "calls", values.Of("bursts, writes"), Wanted.AtMost(0.2)),
            .. DayFigures(context),
        ];

        async Task CountAsync(string what, Func<int, CancellationToken, Task<int>> edit)
        {
            var (reads, writes) = (tail.Reads, tail.Writes);
            var made = await edit(links, cancel);
            await Quiet.WaitAsync(laboratory, context.Clock, TextWriter.Null, cancel);
            await tail.CatchUpAsync(cancel);
            var (readsEach, writesEach) = ((tail.Reads - reads) / (double)made, (tail.Writes - writes) / (double)made);
            await context.SayAsync(string.Create(CultureInfo.InvariantCulture, $"  {what}: {made} edits, {readsEach:0.00} reads and {writesEach:0.00} writes each"));
            values.Add($"{what}, reads", readsEach);
            values.Add($"{what}, writes", writesEach);
        }

        // One after another, so that each is alone; the even ones at the hub.
        async Task<int> EveryLinkOnceAsync(int count, CancellationToken stop)
        {
            for (var pair = 0; pair < count; pair++)
            {
                await EditAsync(pair, EditedField.All[pair / 2 % EditedField.All.Count], stop);
                await Task.Delay(BetweenEdits, context.Clock, stop);
            }

            return count;
        }

        async Task<int> BurstsAsync(int count, CancellationToken stop)
        {
            var together = Math.Min(20, count);
            for (var edit = 0; edit < Burst; edit++)
            {
                await Task.WhenAll(Enumerable.Range(0, together).Select(pair => EditAsync(pair, EditedField.All[pair / 2 % EditedField.All.Count], stop)));
                await Task.Delay(BetweenEdits, context.Clock, stop);
            }

            return together * Burst;
        }

        Task EditAsync(int pair, EditedField field, CancellationToken stop) =>
            pair % 2 == 0 ? people.ChangeHubAsync(pair, field, stop) : people.EditPartnerAsync(pair, field, stop);
    }

    private static IEnumerable<Figure> DayFigures(BenchContext context)
    {
        var seeds = Enumerable.Range(1, (int)context.Size("days", usual: 5, quick: 1)).ToList();
        var (clock, office) = (seeds.ConvertAll(seed => DayOfCalls.AroundTheClock(seed).Run()), seeds.ConvertAll(seed => DayOfCalls.NineToFive(seed).Run()));
        return
        [
            Figure.Ratio("day", Ratios(clock), Wanted.AtMost(1.25), "age of an edit when it is found, last hour over first; 800 edits on each side around the clock"),
            Figure.Ratio("day, nine to five", Ratios(office), Wanted.Towards(1.25, moreIsBetter: false), "the same edits in eight hours"),
            new Figure("day, nine to five: found after, first hour", "s", [.. office.Select(day => day.FirstHour.TotalSeconds)], Note: "median of edits at the partner"),
            new Figure("day, nine to five: found after, last hour", "s", [.. office.Select(day => day.LastHour.TotalSeconds)]),
            new Figure("day: calls in the busiest 24 hours", "calls", [.. clock.Concat(office).Select(day => (double)day.Most)], Wanted.AtMost(DayOfCalls.Calls)),
        ];
    }

    private static double[] Ratios(List<DayResult> days) => [.. days.Select(day => day.LastHour.TotalSeconds / day.FirstHour.TotalSeconds)];
}
