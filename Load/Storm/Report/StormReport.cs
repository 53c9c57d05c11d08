using System.Globalization;

namespace Counterpart.Load.Storm;

/// <summary>What is told of a storm.</summary>
/// <param name="What">What it went over, and how.</param>
internal sealed record StormReport(StormOptions Options, string What, Timeline Timeline, LogTail Tail, Crowd Crowd, StormVerdict Verdict)
{
    public double WritesPerEdit => Tail.Writes / (double)Math.Max(1, Crowd.Editors.Begun);

    public double ReadsPerEdit => Tail.Reads / (double)Math.Max(1, Crowd.Editors.Begun);

    /// <summary>Everything that is worth a line beside the verdict.</summary>
    public IEnumerable<string> Notes()
    {
        foreach (var told in Crowd.Cases)
        {
            yield return $"FAILED {told}";
        }

        foreach (var told in Verdict.Races.Violations)
        {
            yield return $"VIOLATION {told}";
        }

        yield return $"posts: {Kinds(Crowd.Editors.Posts.All())}";
        yield return $"reads: {Kinds(Crowd.Readers.Reads.All())}; {Times(Crowd.Readers.Reads.All())}";
        yield return $"bulk requests: {Kinds(Crowd.Bulk.Requests.All())}, {Crowd.Bulk.Rounds} times fifty linked and unlinked; claims raced for and won {Verdict.Races.Won}";
        yield return $"edit at the hub to the partner: {Times(Tail.Staleness.ToPartner.All())}";
        yield return $"edit at the partner to the hub: {Times(Tail.Staleness.ToHub.All())}";
        yield return string.Create(CultureInfo.InvariantCulture, $"calls of the product for an edit: {WritesPerEdit:0.00} writes, {ReadsPerEdit:0.00} reads; and {Tail.Lists} pages of lists");
        yield return $"events heard {Verdict.Listeners.Sum(listener => listener.Events)} over {Verdict.Listeners.Sum(listener => listener.Connections)} connections";
        if (Verdict.Store is { } store)
        {
            yield return $"journal records {store.Records}, missing sequences {store.Sparse}; links without their claim {store.WithoutClaim}";
        }

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"generator: late at most {Crowd.Editors.LateP99.TotalMilliseconds:0.0} ms for 99 % of the edits; left out {Crowd.Acts.LeftOut + Crowd.Looks.LeftOut}; stood still {Crowd.Acts.Still.TotalSeconds:0} s; kills {Verdict.Kills}{(Verdict.Ended is { } ended ? $", silos that ended themselves {ended}" : "")}");
        if (Timeline.Samples.FirstOrDefault(sample => sample.Values.GetValueOrDefault("channels.braked") > 0) is { } braked)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"a channel stood still from {braked.At:0} s on, for it would have blanked too much (GET /v1/channels): nobody blanks anything in a storm");
        }

        foreach (var told in Saturated())
        {
            yield return told;
        }

        foreach (var growth in Verdict.Growth)
        {
            yield return Line(growth);
        }
    }

    public static string Line(GrowthCheck growth) => string.Create(
        CultureInfo.InvariantCulture,
        $"growth {growth.Name}: {growth.PerEdit:0.000} ± {2 * growth.Error:0.000} {growth.Unit} an edit, {growth.Grown:0} in all where the mean is {growth.Mean:0}: {(growth.IsBounded ? "bounded" : "GROWS")}");

    private IEnumerable<string> Saturated()
    {
        if (Verdict.Saturation is not { } saturation)
        {
            yield break;
        }

        foreach (var step in saturation.Steps)
        {
            yield return Line(step);
        }

        if (saturation.Half is { } half)
        {
            yield return Line(half);
        }

        if (saturation.Twice is { } twice)
        {
            yield return Line(twice);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"at twice the peak's rate {twice.Answered / saturation.Peak.Answered:0.00} of the peak is answered; recovered {(saturation.RecoveredAfter is { } after ? $"after {after.TotalSeconds:0.0} s" : "NOT in the time there was")}");
        }
    }

    private static string Line(StageResult step) => string.Create(
        CultureInfo.InvariantCulture,
        $"{step.Name}: {step.Rate:0} edits/s on each side; posts due {step.Due:0}/s sent {step.Sent:0}/s answered {step.Answered:0}/s refused {step.Refused:P1} p50 {step.P50.TotalMilliseconds:0.0} p99 {step.P99.TotalMilliseconds:0.0} p99.9 {step.P999.TotalMilliseconds:0.0} ms; limit: {step.Limit}");

    private static string Kinds(Figures figures) =>
        $"answered {figures[AnswerKind.Answered]}, told to repeat {figures[AnswerKind.Busy]}, limited {figures[AnswerKind.Limited]}, cut off by a kill {figures[AnswerKind.Cut]}, failed {figures[AnswerKind.Failed]}";

    private static string Times(Figures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {figures.P50.TotalMilliseconds:0.0} p99 {figures.P99.TotalMilliseconds:0.0} p99.9 {figures.P999.TotalMilliseconds:0.0} ms (of {figures.Timed})");
}
