namespace Counterpart.Load.Storm;

/// <summary>What a storm does, one thing after another.</summary>
internal sealed class Stages(Crowd crowd, Timeline timeline, Func<double> now, StormOptions options, TimeProvider clock)
{
    private const double Factor = 1.25;
    private const int MostSteps = 30;
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
        await Task.Delay(duration * settle, clock, cancel);
        crowd.Editors.Posts.Forget();
        crowd.Readers.Reads.Forget();
        var (from, before) = (clock.GetTimestamp(), Counts());
        await Task.Delay(duration * (1 - settle), clock, cancel);
        var (seconds, after, posts) = (clock.GetElapsedTime(from).TotalSeconds, Counts(), crowd.Editors.Posts.All());

        // Half of what is due is due at the hub, and some of it is posted twice.
        var due = (after.Due - before.Due) / 2 * (1 + options.Twice) / seconds;
        var refused = after.Refused - before.Refused;
        return new StageResult(
            stage,
            rate,
            due,
            (after.Sent - before.Sent) / seconds,
            (after.Answered - before.Answered) / seconds,
            refused / (double)Math.Max(1, refused + after.Answered - before.Answered),
            posts.P50,
            posts.P99,
            posts.P999);
    }

    private (double Due, long Sent, long Answered, long Refused) Counts()
    {
        var posts = crowd.Editors.Posts.All();
        return (crowd.Due, crowd.Editors.Sent, posts[AnswerKind.Answered], posts[AnswerKind.Busy] + posts[AnswerKind.Limited] + posts[AnswerKind.Failed]);
    }
}
