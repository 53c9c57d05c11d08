namespace Counterpart.Load.Storm;

/// <summary>What a storm does, one thing after another.</summary>
internal sealed class Stages(Crowd crowd, Staleness staleness, Timeline timeline, Func<double> now, StormOptions options, TimeProvider clock)
{
    private const double Factor = 1.25;
    private const int MostSteps = 30;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(5);

    public Saturation? Saturation { get; private set; }

    /// <summary>What was measured at the rate that was asked for, or at half of saturation.</summary>
    public StageResult? Steady { get; private set; }

    public async Task RunAsync(CancellationToken cancel)
    {
        await HoldAsync("warm-up", options.Step is null ? options.Rate : options.Rate / 2, options.WarmUp, cancel);
        if (options.Step is { } step)
        {
            await SaturateAsync(step, cancel);
        }
        else
        {
            Steady = await HoldAsync("storm", options.Rate, options.Duration, cancel, settle: 0);
        }

        (crowd.Rates.PerSide, crowd.Rates.Stage) = (0, "end");
    }

    private async Task SaturateAsync(TimeSpan length, CancellationToken cancel)
    {
        Saturation = new Saturation();
        for (var rate = options.Rate; Saturation.Steps.Count < MostSteps; rate *= Factor)
        {
            var result = await HoldAsync($"step {rate:0}/s", rate, length, cancel);
            if (result.FallsBehind)
            {
                // Once may have been the machine.
                await HoldAsync("breath", rate / 4, Breath, cancel);
                result = await HoldAsync($"again {rate:0}/s", rate, length, cancel);
            }

            Saturation.Steps.Add(result);
            if (result.FallsBehind)
            {
                break;
            }
        }

        var peak = Saturation.Peak.Rate;
        await HoldAsync("breath", peak / 4, Breath, cancel);
        Steady = Saturation.Half = await HoldAsync("half of peak", peak / 2, Longer(length, options.Duration), cancel);
        if (options.Overload > TimeSpan.Zero)
        {
            Saturation.Twice = await HoldAsync("twice the peak", peak * 2, options.Overload, cancel);
            var end = now();
            await HoldAsync("recovery", peak / 2, Longer(length, TimeSpan.FromSeconds(20)), cancel);
            Saturation.RecoveredAfter = Saturation.Recovery([.. timeline.Samples.Where(sample => sample.At > end)], end, Saturation.Half.P99);
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <param name="settle">The share of the time at the start that does not count.</param>
    private async Task<StageResult> HoldAsync(string stage, double rate, TimeSpan duration, CancellationToken cancel, double settle = 0.25)
    {
        timeline.Add(new Mark(now(), stage, IsFault: false));
        (crowd.Rates.PerSide, crowd.Rates.Stage) = (rate, stage);
        await WaitAsync(duration * settle, cancel);
        crowd.Editors.Posts.Forget();
        crowd.Readers.Reads.Forget();
        staleness.ToPartner.Forget();
        staleness.ToHub.Forget();
        var before = Counts();
        var seconds = await WaitAsync(duration * (1 - settle), cancel);
        var (after, posts) = (Counts(), crowd.Editors.Posts.All());

        var refused = after.Refused - before.Refused;
        return new StageResult(
            stage,
            rate,
            (after.Due - before.Due) / seconds,
            (after.Sent - before.Sent) / seconds,
            (after.Answered - before.Answered) / seconds,
            refused / (double)Math.Max(1, refused + after.Answered - before.Answered),
            posts.P50,
            posts.P99,
            posts.P999);
    }

    // What this program stood still does not count.
    private async Task<double> WaitAsync(TimeSpan time, CancellationToken cancel)
    {
        var (from, still) = (clock.GetTimestamp(), crowd.Acts.Still);
        while (true)
        {
            var waited = clock.GetElapsedTime(from) - (crowd.Acts.Still - still);
            if (waited >= time)
            {
                return waited.TotalSeconds;
            }

            var rest = time - waited;
            await Task.Delay(rest < Look ? rest : Look, clock, cancel);
        }
    }

    private (double Due, long Sent, long Answered, long Refused) Counts()
    {
        var posts = crowd.Editors.Posts.All();
        return (crowd.PostsDue, crowd.Editors.Sent, posts[AnswerKind.Answered], posts[AnswerKind.Busy] + posts[AnswerKind.Limited] + posts[AnswerKind.Failed]);
    }
}
