using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>
/// The links of one node, as the product's host keeps them: rows read anew before they are used, decisions in order on top of
/// each other, commits shared, what stands on a lost commit decided again.
/// </summary>
internal sealed partial class LinkHost(World world, Node node)
{
    private const int MostTries = 10;

    private readonly Dictionary<LinkKey, HostedLink> links = [];

    public IEnumerator<Wait> Ask(Question question)
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            links.TryGetValue(question.Key, out var link);
            if (link is not { Pending: > 0 })
            {
                yield return world.Network.Store();
                if (world.Store.IsDown)
                {
                    question.End = QuestionEnd.Unavailable;
                    yield break;
                }

                link = Load(question.Key);
            }

            if (link.Barrier is { } barrier)
            {
                yield return barrier.Done;
                continue;
            }

            var command = question.Command(node.Clock.Now);
            var settings = node.SettingsOf(question.Key);
            var decision = world.Decide(link.State, command, settings);
            Submission? submission = null;
            if (!decision.Events.IsEmpty)
            {
                submission = Submit(link, decision, command, question, settings);
            }

            var standsOn = submission ?? link.Last;
            if (standsOn is not null)
            {
                if (submission is null || !world.Defect.AnswersBeforeCommit(command))
                {
                    yield return standsOn.Done;
                }
                else
                {
                    Answer(question, decision, submission, answeredEarly: true);
                    yield break;
                }
            }

            switch (standsOn?.Outcome)
            {
                case null or CommitOutcome.Committed:
                    Answer(question, decision, submission, answeredEarly: false);
                    yield break;
                case CommitOutcome.LostClaim when submission is not null:
                    question.Reply = new LinkReply.PartnerTaken(decision.State.Partner!.Id);
                    question.End = QuestionEnd.Answered;
                    yield break;
                case CommitOutcome.LostReply when submission is not null:
                    if (world.Store.FindReply(question.Request!) is not { } kept)
                    {
                        // The same request was in the same batch, and neither is done: it is asked again.
                        question.End = QuestionEnd.Unavailable;
                        yield break;
                    }

                    question.Reply = EventJson.ReadReply(kept);
                    question.End = QuestionEnd.Answered;
                    yield break;
                case CommitOutcome.LostLease when submission is not null:
                    question.End = QuestionEnd.LeaseLost;
                    yield break;
                case CommitOutcome.Failed:
                    question.End = QuestionEnd.Unavailable;
                    yield break;
            }
        }

        question.End = QuestionEnd.Unavailable;
    }

    /// <summary>Writes down anew when a link is due: where that depends on settings, or where what stands is too early.</summary>
    /// <param name="end">Told at the end whether that was done.</param>
    public IEnumerator<Wait> Revise(LinkKey key, Action<bool> end)
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            yield return world.Network.Store();
            if (world.Store.IsDown)
            {
                break;
            }

            var link = Load(key);
            if (link.Barrier is { } barrier)
            {
                yield return barrier.Done;
                continue;
            }

            var settings = node.SettingsOf(key);
            var submission = new Submission(world.Timeline)
            {
                Key = key,
                Before = link.State,
                After = link.State,
                Events = [],
                HubDue = (true, LinkDue.Of(link.State, Side.Hub, settings)),
                PartnerDue = (true, LinkDue.Of(link.State, Side.Partner, settings)),
            };
            Enqueue(link, submission);
            yield return submission.Done;
            if (submission.Outcome is CommitOutcome.Committed or CommitOutcome.Failed)
            {
                end(submission.Outcome == CommitOutcome.Committed);
                yield break;
            }
        }

        end(false);
    }

    private void Answer(Question question, Decision decision, Submission? submission, bool answeredEarly)
    {
        question.Reply = decision.Reply;
        question.Revision = decision.State.Revision;
        question.Seq = submission?.Seq;
        question.End = QuestionEnd.Answered;
        if (submission is not null && answeredEarly)
        {
            world.Laws.AnsweredEarly(submission);
        }
        else if (submission is not null)
        {
            world.Laws.Answered(question);
        }
    }

    private HostedLink Load(LinkKey key)
    {
        var row = world.Store.Find(key);
        if (links.TryGetValue(key, out var present) && (present.Pending > 0 || present.State.Revision >= (row?.State.Revision ?? 0)))
        {
            return present;
        }

        return links[key] = new HostedLink(row?.Read() ?? LinkState.New(key));
    }

    private Submission Submit(HostedLink link, Decision decision, LinkCommand command, Question question, LinkSettings settings)
    {
        var (before, after) = (link.State, decision.State);
        var submission = new Submission(world.Timeline)
        {
            Key = after.Key,
            Before = before,
            After = after,
            Events = decision.Events,
            Command = command,
            Lease = question.Lease,
            Request = question.Request,
            Reply = decision.Reply,
            HubDue = Due(before, after, Side.Hub, settings),
            PartnerDue = Due(before, after, Side.Partner, settings),
        };
        Enqueue(link, submission);
        link.Barrier = submission.Takes ? submission : null;
        return submission;
    }

    private (bool, DateTimeOffset?) Due(LinkState before, LinkState after, Side side, LinkSettings settings)
    {
        var due = LinkDue.Of(after, side, settings);
        return (LinkDue.IsToBeWritten(LinkDue.Of(before, side, settings), due, node.Clock.Now), due);
    }
}

/// <summary>A link in a node's memory.</summary>
internal sealed class HostedLink(LinkState state)
{
    /// <summary>What the next command is decided on: it may be ahead of the store.</summary>
    public LinkState State { get; set; } = state;

    public int Pending { get; set; }

    public Submission? Last { get; set; }

    /// <summary>It takes a claim: nothing is decided on it before its commit.</summary>
    public Submission? Barrier { get; set; }
}
