using System.Globalization;
using Counterpart.Load.Storm;

namespace Counterpart.Load;

/// <summary>Twice as many edits as the server can do, and the time after.</summary>
internal sealed class OverloadBenchmark : IBenchmark
{
    private const double MiB = 1024 * 1024;

    /// <summary>Longer than is wanted, so that it shows how much too long it takes.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(8);

    public string Name => "overload";

    public string Description => "Arrivals at twice the rate of saturation: what is answered, what is refused and how, the memory it takes, and how soon all is well again.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var (rounds, duration, warmUp) = (context.Rounds(3), context.Duration(10), context.WarmUp(12));
        await using var target = await HttpTarget.StartAsync(context, context.Links(5_000, quick: 600), cancel);
        var saturation = new Saturating(target, context);
        await saturation.PeakAsync(warmUp, cancel);
        var values = new RoundValues();
        for (var round = 1; round <= rounds; round++)
        {
            var peak = await saturation.PeakAsync(duration / 3, cancel);
            await using var posts = new OpenPosts(target, round, context.Clock);
            var half = await posts.HoldAsync("half", peak / 2, duration / 2, cancel);
            var twice = await posts.HoldAsync("twice", peak * 2, duration, cancel);
            var end = posts.Now;
            var after = await posts.HoldAsync("after", peak / 2, Afterwards, cancel);
            await posts.RestAsync(cancel);
            var recovered = Saturation.Recovery(after.Samples, end, half.Times.P99);
            await context.SayAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  round {round}: {peak:0} edits/s at most; at twice that {twice.Answered:0}/s answered, {twice.Busy:P0} refused with a time to repeat, {twice.Failed} otherwise, {twice.LeftOut} not sent, {twice.Memory / MiB:0} MiB (before {half.Memory / MiB:0}); well again {(recovered is { } time ? $"{time.TotalSeconds:0.0} s" : "not within the time")} after"));
            foreach (var told in posts.Cases)
            {
                await context.SayAsync($"    {told}");
            }

            values.Add("answered", twice.Answered / peak);
            values.Add("memory", twice.Memory / (double)half.Memory);
            values.Add("MiB", twice.Memory / MiB);
            values.Add("refused", twice.Busy * 100);
            values.Add("failed", twice.Failed);
            values.Add("not sent", twice.LeftOut);
            values.Add("recovered", (recovered ?? Afterwards).TotalSeconds);
        }

        await target.VerifyAsync(cancel);
        return
        [
            Figure.Ratio("overload", values.Of("answered"), Wanted.AtLeast(0.8), "edits/s answered at twice saturation, over those at saturation"),
            Figure.Ratio("overload memory", values.Of("memory"), Wanted.AtMost(2), "the most that the server held, over half of saturation"),
            new Figure("overload: memory", "MiB", values.Of("MiB")),
            new Figure("overload: refused with a time to repeat", "% of answers", values.Of("refused")),
            new Figure("overload: failed otherwise", "posts", values.Of("failed"), Wanted.AtMost(0)),
            new Figure("overload: not sent", "posts", values.Of("not sent"), Note: "every link had one under way"),
            new Figure("overload: well again after", "s", values.Of("recovered"), Wanted.AtMost(5)),
        ];
    }
}
