using System.CommandLine;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Freshness;

/// <summary>At a vendor's true limits: how old what each side shows is, no call too many, and what became of the forecast.</summary>
internal static class StalenessCommand
{
    /// <summary>Forecasts go by what pushes took in the last five minutes.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Compared = TimeSpan.FromMinutes(5);

    public static Command Create(TimeProvider clock, TextWriter output)
    {
        var links = new Option<int>("--links") { DefaultValueFactory = _ => 2000, Description = "Linked pairs." };
        var minutes = new Option<int>("--minutes") { DefaultValueFactory = _ => 10, Description = "How long people edit, after five minutes to settle." };
        var only = new Option<int?>("--vendor") { Description = "1: 300 calls in 5 minutes; 2: 60 a minute and 5,000 a day; both when left out." };
        var command = new Command("staleness", "Edits at a vendor's true limits; how old each side gets, and the budget's forecast.") { links, minutes, only };
        command.SetAction(async (parsed, cancel) =>
        {
            var holds = true;
            foreach (var (shape, number) in VendorShape.All.Select((shape, index) => (shape, index + 1)))
            {
                if (parsed.GetValue(only) is not { } wanted || wanted == number)
                {
                    holds &= await RunAsync(shape, parsed.GetValue(links), TimeSpan.FromMinutes(parsed.GetValue(minutes)), clock, output, cancel);
                }
            }

            return holds ? 0 : 1;
        });
        return command;
    }

    private static async Task<bool> RunAsync(VendorShape shape, int links, TimeSpan duration, TimeProvider clock, TextWriter output, CancellationToken cancel)
    {
        await using var laboratory = await Laboratory.StartAsync(new LaboratoryOptions { Pairs = links, Other = new LabSettings(shape.Limits, shape.Settings) }, cancel);
        await laboratory.LinkAllAsync(cancel);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{shape.Name}: {links} links, {shape.EditsPerMinute} edits a minute on each side for {duration}, load {Machine.Load()}"));
        var people = new People(laboratory, clock, seed: 1);
        await people.FindRowsAsync(cancel);
        var from = clock.GetUtcNow();
        var editing = people.RunSteadilyAsync(WarmUp + duration, shape.EditsPerMinute / 60, cancel);
        var forecasts = await ForecastsAsync(laboratory, shape, clock, from, WarmUp + duration, cancel);
        await editing;

        // What was edited last is on its way; a look may be two minutes off.
        await Task.Delay(TimeSpan.FromMinutes(2), clock, cancel);
        return await ReportAsync(laboratory, shape, from, duration, forecasts, output, cancel);
    }

    /// <summary>Every half minute of the time that has enough left to compare.</summary>
    private static async Task<List<(DateTimeOffset At, double PerSecond)>> ForecastsAsync(
        Laboratory laboratory, VendorShape shape, TimeProvider clock, DateTimeOffset from, TimeSpan duration, CancellationToken cancel)
    {
        var forecasts = new List<(DateTimeOffset, double)>();
        for (var at = from + WarmUp; at + Compared <= from + duration; at += TimeSpan.FromSeconds(30))
        {
            var wait = at - clock.GetUtcNow();
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, clock, cancel);
            var budgets = await laboratory.Api.GetFromJsonAsync<JsonElement>("/v1/budgets", cancel);
            var window = budgets.GetProperty("budgets").EnumerateArray().First(budget => budget.GetProperty("system").GetString() == "wealthbox")
                .GetProperty("windows").EnumerateArray().First(window => TimeSpan.FromSeconds(window.GetProperty("seconds").GetDouble()) == shape.Forecast);
            forecasts.Add((clock.GetUtcNow(), window.GetProperty("perSecond").GetDouble()));
        }

        return forecasts;
    }

    private static async Task<bool> ReportAsync(
        Laboratory laboratory, VendorShape shape, DateTimeOffset from, TimeSpan duration, List<(DateTimeOffset At, double PerSecond)> forecasts, TextWriter output, CancellationToken cancel)
    {
        var arrivals = await Arrivals.ReadAsync(laboratory, from, cancel);
        var (toPartner, neverThere) = arrivals.From("clientworks");
        var (toHub, neverHere) = arrivals.From("wealthbox");
        var calls = await VendorCalls.ReadAsync(laboratory, cancel);
        await output.WriteLineAsync($"  edit at the hub to the partner: {toPartner.Line(1, "s")}; not arrived {neverThere}");
        await output.WriteLineAsync($"  edit at the partner to the hub: {toHub.Line(1, "s")}; not arrived {neverHere}");
        await output.WriteLineAsync($"  between two looks at the partner: {calls.Gaps(from).Line(1, "s")}");
        var within = calls.Refused == 0;
        foreach (var (limit, window) in shape.Windows)
        {
            var most = calls.Most(window);
            within &= most <= limit;
            await output.WriteLineAsync($"  most calls in any {window}: {most} of {limit}");
        }

        await output.WriteLineAsync($"  calls refused by the vendor: {calls.Refused}");
        var errors = forecasts.ConvertAll(forecast =>
        {
            var (expected, came) = (forecast.PerSecond * Compared.TotalSeconds, calls.Between(forecast.At, forecast.At + Compared));
            return (Expected: expected, Came: came, Error: Math.Abs(expected - came) / Math.Max(1, came));
        });
        foreach (var (expected, came, error) in errors)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  expected in the next 5 minutes {expected:0}, came {came} ({error:P1})"));
        }

        // Of some twenty calls two more or less are a tenth: the verdict is on the whole time, by what was expected at its start.
        var (wanted, made) = (forecasts[0].PerSecond * duration.TotalSeconds, calls.Between(forecasts[0].At, forecasts[0].At + duration));
        var off = Math.Abs(wanted - made) / Math.Max(1, made);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  expected in all of {duration} {wanted:0}, came {made} ({off:P1})"));
        var forecastHolds = off <= 0.1;
        await output.WriteLineAsync(
            $"{shape.Name}: limit {(within ? "kept" : "BROKEN")}, forecast {(forecastHolds ? "within 10 %" : "NOT within 10 %")}, all edits arrived {(neverThere + neverHere == 0 ? "yes" : "NO")}");
        return within && forecastHolds && neverThere + neverHere == 0;
    }
}
