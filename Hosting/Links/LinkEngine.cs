using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>
/// Decides and commits for links that a host holds in memory: what the hosts share. Commands of one link are decided in order, on the
/// callers' threads, and share commits.
/// </summary>
public sealed class LinkEngine(IStore store, GroupCommitter committer, ILinkSettings settings, TimeProvider clock, LinkHostOptions options)
{
    private const int MostTries = 10;

    /// <summary>Of a store of our own: as many as wait for a disk together, and no more than its connections.</summary>
    private const int ReadsAtOnce = 4;

    private readonly RowReader reader = new(store, options.SharedStore ? 1 : ReadsAtOnce);

    internal LinkHostOptions Options => options;

    internal async Task<Answer> AskAsync(ILinkHolder holder, LinkKey key, LinkCommand command, CommandContext context, CancellationToken cancel)
    {
        using var span = NodeTraces.Source.StartActivity("decide");
        span?.SetTag("counterpart.command", command.GetType().Name).SetTag("counterpart.integration", key.Integration);
        var rules = await settings.GetAsync(key.Firm, key.Integration, cancel);
        for (var tries = 1; ; tries++)
        {
            var link = await holder.FindAsync(key, rules, cancel);
            var (submission, decision, standsOn) = Decide(link, command, context, rules);
            if (decision is null)
            {
                // The link was retired, or waits behind a claim.
                if (standsOn is not null)
                {
                    await standsOn.Outcome.WaitAsync(cancel);
                }

                continue;
            }

            // Outside the link's lock, and while an earlier batch is written.
            submission?.Encode();

            // The caller may go away; what was submitted is committed all the same.
            var outcome = (submission ?? standsOn) is { } awaited ? await awaited.Outcome.WaitAsync(cancel) : null;
            switch (outcome)
            {
                case null or CommitOutcome.Committed when submission is null:
                    if (!await holder.IsCurrentAsync(key, link, cancel))
                    {
                        break;
                    }

                    return new Answer(decision.Reply, null, decision.State.Revision);
                case CommitOutcome.Committed(var seq):
                    return new Answer(decision.Reply, seq, decision.State.Revision);
                case CommitOutcome.Lost { Reason: LossReason.Claim } when submission is not null:
                    return new Answer(new LinkReply.PartnerTaken(decision.State.Partner!.Id), null, decision.State.Revision - 1);
                case CommitOutcome.Lost { Reason: LossReason.Reply } when submission is not null:
                    return await KeptReplyAsync(key, context.Reply!, cancel);
                case CommitOutcome.Lost { Reason: LossReason.Lease } when submission is not null:
                    throw new LeaseLostException(context.Lease!);
                case CommitOutcome.Failed(var fault):
                    throw new StoreUnavailableException(fault.Message, fault);
                case CommitOutcome.Lost when tries == MostTries:
                    throw new StoreUnavailableException("The link is being changed by another node.");
            }
        }
    }

    internal async Task ReviseDueAsync(ILinkHolder holder, LinkKey key, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var rules = await settings.GetAsync(key.Firm, key.Integration, cancel);
            var link = await holder.FindAsync(key, rules, cancel);
            var (submission, barrier) = Revise(link, rules);
            switch (submission is null ? null : await submission.Outcome.WaitAsync(cancel))
            {
                case null when barrier is not null:
                    await barrier.Outcome.WaitAsync(cancel);
                    break;
                case CommitOutcome.Committed:
                    return;
                case CommitOutcome.Failed(var fault):
                    throw new StoreUnavailableException(fault.Message, fault);
                case CommitOutcome.Lost when tries == MostTries:
                    throw new StoreUnavailableException("The link is being changed by another node.");
            }
        }
    }

    private (Submission? Submission, Submission? Barrier) Revise(HostedLink link, LinkSettings rules)
    {
        lock (link.Gate)
        {
            if (link.Retired || link.Barrier is not null)
            {
                return (null, link.Barrier);
            }

            var state = link.State;
            var (hub, partner) = (LinkDue.Of(state, Side.Hub, rules), LinkDue.Of(state, Side.Partner, rules));
            var submission = new Submission(state.Key, state.Revision, state, events: [])
            {
                RowNumber = link.RowNumber,
                Rules = rules,
                Submitter = link,
                Due =
                [
                    new DueChange(IntegrationName.Hub(state.Key.Integration), hub),
                    new DueChange(IntegrationName.Partner(state.Key.Integration), partner),
                ],
            };
            committer.Submit(submission);
            link.DueBy(rules, hub, partner);
            link.Pending++;
            link.Last = submission;
            return (submission, null);
        }
    }

    private (Submission? Submission, Decision? Decision, Submission? StandsOn) Decide(
        HostedLink link, LinkCommand command, CommandContext context, LinkSettings rules)
    {
        lock (link.Gate)
        {
            if (link.Retired || link.Barrier is not null)
            {
                return (null, null, link.Barrier);
            }

            link.Touch();
            var decision = LinkDecider.Decide(link.State, command, rules);
            if (decision.Events.IsEmpty)
            {
                return (null, decision, link.Last);
            }

            if (link.Pending >= options.QueuePerLink)
            {
                throw new OverloadedException(TimeSpan.FromSeconds(1));
            }

            var submission = Submit(link, decision, context, rules);
            return (submission, decision, null);
        }
    }

    private Submission Submit(HostedLink link, Decision decision, CommandContext context, LinkSettings rules)
    {
        var before = link.State;
        var state = decision.State;
        var now = clock.GetUtcNow();
        var (hub, partner) = (LinkDue.Of(state, Side.Hub, rules), LinkDue.Of(state, Side.Partner, rules));
        var claims = Claims(before, state);
        var submission = new Submission(state.Key, before.Revision, state, decision.Events)
        {
            Actor = context.Actor,
            At = now,
            Alone = link.Pending == 0,
            RowNumber = link.RowNumber,
            Rules = rules,
            Submitter = link,
            Claims = claims,
            Lease = context.Lease,
            Due = DueChanges(link, before, rules, hub, partner, now),
            Reply = context.Reply is { } reply
                ? new ReplyRow(reply.Caller, reply.Key, reply.Item, reply.RequestHash, EventJson.WriteReply(decision.Reply), now + options.KeepReplies)
                : null,
        };
        committer.Submit(submission);
        link.State = state;
        link.DueBy(rules, hub, partner);
        link.Pending++;
        link.Last = submission;
        link.Barrier = Array.Exists(claims, claim => claim.Take) ? submission : null;
        return submission;
    }

    private static ClaimChange[] Claims(LinkState before, LinkState after)
    {
        if (before.Partner == after.Partner && before.Epoch == after.Epoch)
        {
            return [];
        }

        var left = before.Partner is { } held ? new ClaimChange(held.System, held.Tenant, held.Id, before.Epoch, Take: false) : null;
        var taken = after.Partner is { } wanted ? new ClaimChange(wanted.System, wanted.Tenant, wanted.Id, after.Epoch, Take: true) : null;
        return Present(left, taken);
    }

    // On a shared store another node may have revised what is due meanwhile, by the same rules: by those it was computed with, nothing changes.
    private DueChange[] DueChanges(
        HostedLink link, LinkState before, LinkSettings rules, DateTimeOffset? hub, DateTimeOffset? partner, DateTimeOffset now)
    {
        var (hubBefore, partnerBefore) = options.SharedStore && !ReferenceEquals(link.Rules, rules)
            ? (LinkDue.Of(before, Side.Hub, rules), LinkDue.Of(before, Side.Partner, rules))
            : (link.HubDue, link.PartnerDue);
        return Present(
            LinkDue.IsToBeWritten(hubBefore, hub, now) ? new DueChange(IntegrationName.Hub(before.Key.Integration), hub) : null,
            LinkDue.IsToBeWritten(partnerBefore, partner, now) ? new DueChange(IntegrationName.Partner(before.Key.Integration), partner) : null);
    }

    private static T[] Present<T>(T? first, T? second)
        where T : class =>
        first is null ? second is null ? [] : [second] : second is null ? [first] : [first, second];

    /// <summary>The link's row as it is now; null when there is none. Those who ask at a time are answered by one read.</summary>
    internal Task<LinkRow?> ReadRowAsync(LinkKey key, CancellationToken cancel) => reader.ReadAsync(key, cancel);

    internal ValueTask<LinkSettings> RulesAsync(LinkKey key, CancellationToken cancel) => settings.GetAsync(key.Firm, key.Integration, cancel);

    internal static HostedLink Open(ILinkHolder holder, LinkKey key, LinkRow? row, LinkSettings rules)
    {
        var state = row is null ? LinkState.New(key) : StoredState.Of(row);
        var link = new HostedLink(holder, state, row);
        link.DueBy(rules, LinkDue.Of(state, Side.Hub, rules), LinkDue.Of(state, Side.Partner, rules));
        return link;
    }

    private async Task<Answer> KeptReplyAsync(LinkKey key, ReplyKey reply, CancellationToken cancel)
    {
        var kept = await store.FindRepliesAsync(key.Firm, reply.Caller, reply.Key, clock.GetUtcNow(), cancel);
        var row = kept.FirstOrDefault(row => string.Equals(row.Item, reply.Item, StringComparison.Ordinal))
            ?? throw new StoreUnavailableException("The kept reply expired just now.");
        return string.Equals(row.RequestHash, reply.RequestHash, StringComparison.Ordinal)
            ? new Answer(EventJson.ReadReply(row.Reply.Span), null, 0, Repeated: true)
            : throw new KeyReusedException();
    }
}
