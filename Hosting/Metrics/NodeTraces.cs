using System.Diagnostics;

namespace Counterpart.Hosting;

/// <summary>
/// The spans of a node: request, decide, commit, push. Their tags name kinds and systems, never a client, a record or a value. A push is
/// made for what a link owes, which outlives every request: it begins a trace of its own.
/// </summary>
public static class NodeTraces
{
    public const string Name = "Counterpart";

    private const int MostLinks = 100;

    public static readonly ActivitySource Source = new(Name);

    /// <summary>A commit serves many decisions: it points to them, and is below none.</summary>
    internal static Activity? Commit(List<List<Submission>> groups)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var decisions = groups.SelectMany(group => group).Where(submission => submission.Trace is not null)
            .Take(MostLinks).Select(submission => new ActivityLink(submission.Trace!.Value));
        return Source.StartActivity(ActivityKind.Internal, default, [new("counterpart.links", groups.Count)], decisions, name: "commit");
    }
}
