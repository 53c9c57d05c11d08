using System.Collections.Concurrent;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>The in-process host. Commands of one link are decided in order on the callers' threads, and share commits.</summary>
public sealed class LinkHost(IStore store, GroupCommitter committer, ILinkSettings settings, TimeProvider clock, LinkHostOptions options) : ILinkHost
{
    private const int MostTries = 5;

    private readonly ConcurrentDictionary<LinkKey, HostedLink> links = new();
    private int sweeping;

    public int LinksInMemory => links.Count;

    public async Task<Answer> AskAsync(LinkKey key, LinkCommand command, CommandContext context, CancellationToken cancel)
    {
        var rules = await settings.GetAsync(key.Firm, key.Integration, cancel);
        for (var tries = 1; ; tries++)
        {
            var link = links.TryGetValue(key, out var present) ? present : await LoadAsync(key, rules, cancel);
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
                    return new Answer(decision.Reply, null, decision.State.Revision);
                case CommitOutcome.Committed(var seq):
                    return new Answer(decision.Reply, seq, decision.State.Revision);
                case CommitOutcome.Lost { Reason: LossReason.Claim } when submission is not null:
                    return new Answer(new LinkReply.PartnerTaken(decision.State.Partner!.Id), null, decision.State.Revision - 1);
                case CommitOutcome.Lost { Reason: LossReason.Reply } when submission is not null:
                    return await KeptReplyAsync(key, context.Reply!, cancel);
                case CommitOutcome.Failed(var fault):
                    throw new StoreUnavailableException(fault.Message, fault);
                case CommitOutcome.Lost when tries == MostTries:
                    throw new StoreUnavailableException("The link is being changed by another node.");
            }
        }
    }

    public async Task ReviseDueAsync(LinkKey key, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var rules = await settings.GetAsync(key.Firm, key.Integration, cancel);
            var link = links.TryGetValue(key, out var present) ? present : await LoadAsync(key, rules, cancel);
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
                Submitter = link,
                Due =
                [
                    new DueChange(IntegrationName.Hub(state.Key.Integration), hub),
                    new DueChange(IntegrationName.Partner(state.Key.Integration), partner),
                ],
            };
            committer.Submit(submission);
            (link.HubDue, link.PartnerDue) = (hub, partner);
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

            link.Touched = true;
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
            Submitter = link,
            Claims = claims,
            Due = DueChanges(link, state.Key, hub, partner),
            Reply = context.Reply is { } reply
                ? new ReplyRow(reply.Caller, reply.Key, reply.Item, reply.RequestHash, EventJson.WriteReply(decision.Reply), now + options.KeepReplies)
                : null,
        };
        committer.Submit(submission);
        link.State = state;
        link.HubDue = hub;
        link.PartnerDue = partner;
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

    private static DueChange[] DueChanges(HostedLink link, LinkKey key, DateTimeOffset? hub, DateTimeOffset? partner) => Present(
        hub != link.HubDue ? new DueChange(IntegrationName.Hub(key.Integration), hub) : null,
        partner != link.PartnerDue ? new DueChange(IntegrationName.Partner(key.Integration), partner) : null);

    private static T[] Present<T>(T? first, T? second)
        where T : class =>
        first is null ? second is null ? [] : [second] : second is null ? [first] : [first, second];

    private async Task<HostedLink> LoadAsync(LinkKey key, LinkSettings rules, CancellationToken cancel)
    {
        var rows = await store.LoadLinksAsync([key], cancel);
        var state = rows.Count == 1 ? StateCodec.Read(key, rows[0].State.Span) : LinkState.New(key);
        var loaded = new HostedLink(
            this, state, rows.Count == 1 ? rows[0].RowNumber : 0, LinkDue.Of(state, Side.Hub, rules), LinkDue.Of(state, Side.Partner, rules));
        var link = links.GetOrAdd(key, loaded);
        if (links.Count > options.LinksInMemory)
        {
            Sweep();
        }

        return link;
    }

    /// <summary>Second chance: what was not used since the last sweep, and waits for nothing, goes.</summary>
    private void Sweep()
    {
        if (Interlocked.Exchange(ref sweeping, 1) == 1)
        {
            return;
        }

        var surplus = links.Count - (options.LinksInMemory * 9 / 10);
        foreach (var (key, link) in links)
        {
            if (surplus <= 0)
            {
                break;
            }

            lock (link.Gate)
            {
                if (link.Touched || link.Pending > 0)
                {
                    link.Touched = false;
                    continue;
                }

                Retire(key, link);
                surplus--;
            }
        }

        Volatile.Write(ref sweeping, 0);
    }

    internal void Retire(LinkKey key, HostedLink link)
    {
        link.Retired = true;
        links.TryRemove(KeyValuePair.Create(key, link));
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
