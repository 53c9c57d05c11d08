using System.Globalization;
using Counterpart.Load.Freshness;

namespace Counterpart.Load;

/// <summary>How long an edit waits: for its answer at half of what the server can do, and until it is on the other side.</summary>
internal sealed class LatencyBenchmark : IBenchmark
{
    private const int EditsPerSecond = 300;

    public string Name => "latency";

    public string Description => "Post to durable answer at half of saturation, arrivals at their own times; and edit to the other side, 300 edits a second on each.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var (rounds, duration, warmUp, links) = (context.Rounds(3), context.Duration(8), context.WarmUp(12), context.Links(1_000, quick: 600));
        return [.. await AnsweredAsync(context, rounds, duration, warmUp, links, cancel), .. await OtherSideAsync(context, rounds, duration, warmUp, links, cancel)];
    }

    private static async Task<IReadOnlyList<Figure>> AnsweredAsync(
        BenchContext context, int rounds, TimeSpan duration, TimeSpan warmUp, int links, CancellationToken cancel)
    {
        await using var target = await HttpTarget.StartAsync(context, links, cancel);
        var saturation = new Saturating(target, context);
        await saturation.PeakAsync(warmUp, cancel);
        var values = new RoundValues();
        for (var round = 1; round <= rounds; round++)
        {
            var peak = await saturation.PeakAsync(duration / 2, cancel);
            await using var posts = new OpenPosts(target, round, context.Clock);
            await posts.HoldAsync("settling", peak / 2, duration / 4, cancel);
            var stage = await posts.HoldAsync("half", peak / 2, duration, cancel);
            await posts.RestAsync(cancel);
            await context.SayAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  round {round}: {peak:0} edits/s at most; at half {stage.Answered:0}/s answered, p50 {stage.Times.P50.TotalMilliseconds:0.0} p99 {stage.Times.P99.TotalMilliseconds:0.0} p99.9 {stage.Times.P999.TotalMilliseconds:0.0} ms, {stage.Failed} failed, {stage.LeftOut} not sent"));
            if (stage.Failed + stage.LeftOut > 0)
            {
                throw new InvalidOperationException($"At half of saturation {stage.Failed} posts failed and {stage.LeftOut} were not sent: {string.Join("; ", posts.Cases)}");
            }

            values.Add("rate", stage.Answered);
            values.Add("p50", stage.Times.P50.TotalMilliseconds);
            values.Add("p99", stage.Times.P99.TotalMilliseconds);
            values.Add("p99.9", stage.Times.P999.TotalMilliseconds);
        }

        await target.VerifyAsync(cancel);
        return
        [
            new Figure("latency: answered, p50", "ms", values.Of("p50"), Wanted.Towards(5, moreIsBetter: false), "at half of saturation, channels paused"),
            new Figure("latency: answered, p99", "ms", values.Of("p99"), Wanted.Towards(20, moreIsBetter: false)),
            new Figure("latency: answered, p99.9", "ms", values.Of("p99.9"), Wanted.Towards(50, moreIsBetter: false)),
            new Figure("latency: answered meanwhile", "edits/s", values.Of("rate")),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> OtherSideAsync(
        BenchContext context, int rounds, TimeSpan duration, TimeSpan warmUp, int links, CancellationToken cancel)
    {
        var values = new RoundValues();
        await using var sides = await OtherSide.StartAsync(links, context.Clock, context.Output, cancel);
        await sides.WarmUpAsync(warmUp, EditsPerSecond, cancel);
        for (var round = 1; round <= rounds; round++)
        {
            var measured = await sides.RunAsync(duration, EditsPerSecond, cancel);
            await context.SayAsync($"  round {round}: {measured.MadePerSecond:0} edits/s a side; to the partner {measured.ToPartner.Line(1000, "ms")}, to the hub {measured.ToHub.Line(1000, "ms")}");
            foreach (var (direction, delays) in new[] { ("to the partner", measured.ToPartner), ("to the hub", measured.ToHub) })
            {
                values.Add($"{direction}, p50", delays.At(0.5).TotalMilliseconds);
                values.Add($"{direction}, p99", delays.At(0.99).TotalMilliseconds);
            }

            values.Add("made", measured.MadePerSecond);
        }

        return
        [
            .. values.Parts.Where(part => part != "made").Select(part => new Figure(
                $"latency: {part}", "ms", values.Of(part), Wanted.Towards(part.EndsWith("p50", StringComparison.Ordinal) ? 20 : 100, moreIsBetter: false))),
            new Figure("latency: edits made meanwhile", "edits/s a side", values.Of("made"), Note: $"{EditsPerSecond} were wanted"),
        ];
    }
}
