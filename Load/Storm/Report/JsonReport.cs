using System.Text.Encodings.Web;
using System.Text.Json;

namespace Counterpart.Load.Storm;

/// <summary>The figures of a storm for programs.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(StormReport report)
    {
        var verdict = report.Verdict;
        return JsonSerializer.Serialize(
            new
            {
                report.What,
                Machine = Machine.Describe(),
                Verdict = new
                {
                    verdict.Holds,
                    verdict.Line,
                    verdict.Account.Edits,
                    verdict.Account.Fates,
                    verdict.Answered,
                    verdict.Lost,
                    verdict.ClaimsTwice,
                    verdict.EventGaps,
                    verdict.Failed,
                    verdict.Peak,
                    verdict.Kills,
                    EndedThemselves = verdict.Ended,
                },
                Posts = Of(report.Crowd.Editors.Posts.All()),
                Reads = Of(report.Crowd.Readers.Reads.All()),
                ToPartner = Of(report.Tail.Staleness.ToPartner.All()),
                ToHub = Of(report.Tail.Staleness.ToHub.All()),
                report.WritesPerEdit,
                report.ReadsPerEdit,
                Steady = Of(verdict.Steady),
                Steps = verdict.Saturation?.Steps.Select(Of),
                Twice = Of(verdict.Saturation?.Twice),
                RecoveredAfterSeconds = verdict.Saturation?.RecoveredAfter?.TotalSeconds,
                verdict.Growth,
                report.Timeline.Marks,
                report.Timeline.Samples,
            },
            Options);
    }

    private static object Of(Figures figures) => new
    {
        Answered = figures[AnswerKind.Answered],
        Busy = figures[AnswerKind.Busy],
        Limited = figures[AnswerKind.Limited],
        Cut = figures[AnswerKind.Cut],
        Failed = figures[AnswerKind.Failed],
        P50Ms = figures.P50.TotalMilliseconds,
        P99Ms = figures.P99.TotalMilliseconds,
        P999Ms = figures.P999.TotalMilliseconds,
        LongestMs = figures.Longest.TotalMilliseconds,
    };

    private static object? Of(StageResult? stage) => stage is null ? null : new
    {
        stage.Name,
        stage.Rate,
        stage.Due,
        stage.Sent,
        stage.Answered,
        stage.Refused,
        P50Ms = stage.P50.TotalMilliseconds,
        P99Ms = stage.P99.TotalMilliseconds,
        P999Ms = stage.P999.TotalMilliseconds,
        stage.Limit,
    };
}
