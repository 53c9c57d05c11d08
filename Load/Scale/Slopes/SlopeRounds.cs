using System.Globalization;

namespace Counterpart.Load.Scale;

/// <summary>Measures what an edit costs at each of several sizes, in turn, round after round.</summary>
internal static class SlopeRounds
{
    /// <summary>Twice as much work may cost a little more, but not a quarter more from one end to the other.</summary>
    public static readonly Wanted Flat = Wanted.Towards(1.25, moreIsBetter: false);

    /// <param name="of">What the sizes count.</param>
    /// <param name="measure">Measures one size in one round; round 0 is not counted.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(
        BenchContext context, string name, string of, IReadOnlyList<int> sizes, int rounds, Wanted? wanted, Func<int, int, Task<Round>> measure)
    {
        double[] by = [.. sizes.Select(size => (double)size)];
        var (cpu, time) = (new Slope(by), new Slope(by));
        for (var round = 0; round <= rounds; round++)
        {
            var measured = new Round[sizes.Count];

            // To and fro, so that a machine that gets slower does not look like a slope.
            for (var turn = 0; turn < sizes.Count; turn++)
            {
                var place = round % 2 == 0 ? turn : sizes.Count - 1 - turn;
                measured[place] = await measure(sizes[place], round);
                await context.SayAsync($"    {(round == 0 ? "warm-up" : $"round {round}")} {name} {sizes[place]}: {measured[place]}");
            }

            if (round > 0)
            {
                cpu.Add([.. measured.Select(edits => edits.Cpu.TotalMicroseconds / edits.Edits)]);
                time.Add([.. measured.Select(edits => edits.Elapsed.TotalMicroseconds / edits.Edits)]);
            }
        }

        var span = string.Create(CultureInfo.InvariantCulture, $"{sizes[0]:#,0} to {sizes[^1]:#,0} {of}");
        return
        [
            .. Figures($"slope {name}", span, time, wanted),
            .. Figures($"slope {name}, processor", span, cpu, wanted: null),
            .. sizes.Select((size, place) => new Figure($"{name}: {size} {of}", "us an edit", time.CostsAt(place))),
            .. sizes.Select((size, place) => new Figure($"{name}: {size} {of}, processor", "us an edit", cpu.CostsAt(place))),
        ];
    }

    private static IEnumerable<Figure> Figures(string name, string span, Slope slope, Wanted? wanted)
    {
        yield return Figure.Ratio(name, slope.Ratios, wanted, $"{span}; with 95 % confidence {Interval.OfRatios(slope.Ratios)}");
        yield return new Figure($"{name}: power of the size", "", slope.Exponents, Note: $"with 95 % confidence {Interval.Of(slope.Exponents)}");
    }
}
