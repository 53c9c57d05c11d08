namespace Counterpart.Load.Storm;

/// <summary>What the steps showed.</summary>
internal sealed class Saturation
{
    public List<StageResult> Steps { get; } = [];

    /// <summary>The step with most answers.</summary>
    public StageResult Peak => Steps.MaxBy(step => step.Answered)!;

    public StageResult? Half { get; set; }

    public StageResult? Twice { get; set; }

    /// <summary>From the end of the overload to the first of the seconds from which on all is answered in time; null: not in the time there was.</summary>
    public TimeSpan? RecoveredAfter { get; set; }

    /// <summary>After an overload: the first interval of three in a row in which everything due is answered and nothing refused, as fast as about before.</summary>
    /// <param name="samples">Those after the overload, in order.</param>
    /// <param name="end">When it ended, in seconds.</param>
    /// <param name="before">The 99th percentile at the same rate before.</param>
    public static TimeSpan? Recovery(IReadOnlyList<Sample> samples, double end, TimeSpan before)
    {
        const int InARow = 3;
        var limit = Math.Max(50, 3 * before.TotalMilliseconds);
        for (var first = 0; first + InARow <= samples.Count; first++)
        {
            if (samples.Skip(first).Take(InARow).All(sample => IsWell(sample.Values, limit)))
            {
                // The interval before it was the last one that was not.
                return TimeSpan.FromSeconds(first == 0 ? 0 : Math.Max(0, samples[first - 1].At - end));
            }
        }

        return null;
    }

    private static bool IsWell(IReadOnlyDictionary<string, double> values, double limit) =>
        values.GetValueOrDefault("post.busy") + values.GetValueOrDefault("post.limited") + values.GetValueOrDefault("post.failed") + values.GetValueOrDefault("post.cut") == 0
        && values.GetValueOrDefault("post.answered") > 0
        && values.GetValueOrDefault("post.answered") >= 0.8 * values.GetValueOrDefault("post.sent")
        && values.GetValueOrDefault("post.p99") <= limit;
}
