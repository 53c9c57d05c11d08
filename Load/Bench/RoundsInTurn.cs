using System.Globalization;

namespace Counterpart.Load;

/// <summary>Two sides measured in turn, so that a machine that others use too slows both alike.</summary>
internal static class RoundsInTurn
{
    /// <param name="pair">Runs both sides, each for so long.</param>
    /// <returns>The ratio, the rate of the upper side, and what an edit of it took.</returns>
    public static async Task<IReadOnlyList<Figure>> RunAsync(
        BenchContext context, string name, int rounds, TimeSpan warmUp, TimeSpan duration, Wanted? wanted, Func<TimeSpan, Task<(Round Upper, Round Lower)>> pair)
    {
        var (uppers, ratios) = (new List<Round>(), new List<double>());
        for (var number = 0; number <= rounds; number++)
        {
            var (upper, lower) = await pair(number == 0 ? warmUp : duration);
            var ratio = upper.Rate / lower.Rate;
            await context.SayAsync($"  {(number == 0 ? "warm-up" : $"round {number}")}");
            await context.SayAsync($"    {upper}");
            await context.SayAsync(string.Create(CultureInfo.InvariantCulture, $"    {lower}  ratio {ratio:F2}"));
            if (number > 0)
            {
                uppers.Add(upper);
                ratios.Add(ratio);
            }
        }

        return
        [
            Figure.Ratio(name, ratios, wanted),
            new Figure($"{name}: edits", "edits/s", [.. uppers.Select(round => round.Rate)]),
            new Figure($"{name}: processor time", "us an edit", [.. uppers.Select(round => round.Cpu.TotalMicroseconds / round.Edits)], Note: "of the whole process, callers included"),
            new Figure($"{name}: allocated", "B an edit", [.. uppers.Select(round => (double)round.Allocated / round.Edits)]),
        ];
    }
}
