using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Once is enough (law 5).</summary>
internal sealed partial class Laws
{
    private readonly List<Submission> early = [];

    /// <summary>The same request again gets the same reply.</summary>
    public static void Repeated(string request, LinkReply first, LinkReply? again)
    {
        LawBroken.Require(
            5,
            again is not null && EventJson.WriteReply(first).AsSpan().SequenceEqual(EventJson.WriteReply(again)),
            $"{request} was answered {first.GetType().Name}, and the same again {again?.GetType().Name}");
    }

    /// <summary>Law 7, of what was answered before anybody could know.</summary>
    public void AnsweredEarly(Submission submission) => early.Add(submission);

    /// <summary>No request is in the journals twice.</summary>
    public void CheckRequests()
    {
        foreach (var submission in early)
        {
            LawBroken.Require(7, submission.Outcome == CommitOutcome.Committed, $"{submission.Key}: revision {submission.After.Revision} was answered, and is not there");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in world.Store.Links.SelectMany(link => link.Journal))
        {
            LawBroken.Require(5, record.Request is null || seen.Add(record.Request), $"{record.Request} was done twice");
        }
    }
}
