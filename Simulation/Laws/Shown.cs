using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Events as a trace shows them.</summary>
internal static class Shown
{
    public static string Of(LinkEvent happened) => happened switch
    {
        LinkEvent.Seen seen => $"seen {seen.Side} from {seen.Fence:HH:mm:ss.fff} to {seen.NotAfter:HH:mm:ss.fff}: "
            + string.Join("; ", seen.Values.Select(value => $"{value.Path}={value.Value} v{value.Version} after {value.NotBefore:HH:mm:ss.fff}{(value.Ghost ? " ghost" : "")}"))
            + string.Concat(seen.Rows.Select(row => $" [{row.Path} {row.Id}]")),
        LinkEvent.Merged merged => "merged " + string.Join("; ", merged.Steps.Select(Step)),
        LinkEvent.Resolved resolved => "resolved " + string.Join("; ", resolved.Steps.Select(Step)),
        LinkEvent.AttemptBegun begun => $"begun {begun.Attempt.Id} to {begun.Attempt.Side}: "
            + string.Join("; ", begun.Attempt.Paths.Select(path => $"{path.Path}={path.Value} v{path.Version} over {path.Expected} v{path.TargetVersion}")),
        LinkEvent.AttemptSettled settled => $"settled {settled.Id}{(settled.ByReading ? " by reading" : "")}: "
            + string.Join("; ", settled.Paths.Select(path => $"{path.Path} {path.Outcome} {path.Value}")),
        LinkEvent.Doubted doubted => $"doubted {doubted.Side} {string.Join(' ', doubted.Paths)}",
        _ => happened.ToString(),
    };

    private static string Step(MergeStep step) =>
        $"{step.Path} {step.Kind}{(step.Kind is MergeKind.Owe or MergeKind.Take ? $" {step.Winner} {step.Rule}" : "")}{(step.Kind == MergeKind.Hold ? $" {step.Hold}" : "")}";
}
