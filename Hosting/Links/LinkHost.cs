using System.Collections.Concurrent;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>The in-process host. Commands of one link are decided in order on the callers' threads, and share commits.</summary>
public sealed class LinkHost(IStore store, GroupCommitter committer, ILinkSettings settings, TimeProvider clock, LinkHostOptions options) : ILinkHost
{
    private const int MostTries = 10;

    private readonly ConcurrentDictionary<LinkKey, HostedLink> links = new();
    private readonly RowReader reader = new(store);
    private int sweeping;

    public int LinksInMemory => links.Count;

    public async Task<Answer> AskAsync(LinkKey key, LinkCommand command, CommandContext context, CancellationToken cancel)
    {
        using var span = NodeTraces.Source.StartActivity("decide");
        span?.SetTag("counterpart.command", command.GetType().Name).SetTag("counterpart.integration", key.Integration);
        var rules = await settings.GetAsync(key.Firm, key.Integration, cancel);
        for (var tries = 1; ; tries++)
        {
            var link = await FindAsync(key, rules, cancel);
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
                case CommitOutcome.Lost { Reason: LossReason.Lease } when submission is not null:
                    throw new LeaseLostException(context.Lease!);
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
            var link = await FindAsync(key, rules, cancel);
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
            Rules = rules,
            Submitter = link,
            Claims = claims,
            Lease = context.Lease,
            Due = DueChanges(link, before, rules, hub, partner),
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

    // On a shared store another node may have revised what is due meanwhile, by the same rules.
    private DueChange[] DueChanges(HostedLink link, LinkState before, LinkSettings rules, DateTimeOffset? hub, DateTimeOffset? partner)
    {
        var (hubBefore, partnerBefore) = options.SharedStore
            ? (LinkDue.Of(before, Side.Hub, rules), LinkDue.Of(before, Side.Partner, rules))
            : (link.HubDue, link.PartnerDue);
        return Present(
            hub != hubBefore ? new DueChange(IntegrationName.Hub(before.Key.Integration), hub) : null,
            partner != partnerBefore ? new DueChange(IntegrationName.Partner(before.Key.Integration), partner) : null);
    }

    private static T[] Present<T>(T? first, T? second)
        where T : class =>
        first is null ? second is null ? [] : [second] : second is null ? [first] : [first, second];

    /// <summary>
    /// The link in memory. On a shared store another node may have changed it: unless something waits here, whose commit will tell,
    /// its row is read anew, so that no answer stands on what was the state before the question.
    /// </summary>
    private async ValueTask<HostedLink> FindAsync(LinkKey key, LinkSettings rules, CancellationToken cancel)
    {
        if (links.TryGetValue(key, out var present) && (!options.SharedStore || present.IsAhead))
        {
            return present;
        }

        var row = options.SharedStore ? await reader.ReadAsync(key, cancel) : (await store.LoadLinksAsync([key], cancel)).SingleOrDefault();
        while (true)
        {
            if (links.TryGetValue(key, out present) && KeepOrRetire(key, present, row?.Revision ?? 0))
            {
                return present;
            }

            var state = row is null ? LinkState.New(key) : StateCodec.Read(key, row.State.Span);
            var loaded = new HostedLink(
                this, state, row?.RowNumber ?? 0, LinkDue.Of(state, Side.Hub, rules), LinkDue.Of(state, Side.Partner, rules));
            if (links.TryAdd(key, loaded))
            {
                if (links.Count > options.LinksInMemory)
                {
                    Sweep();
                }

                return loaded;
            }
        }
    }

    /// <summary>Whether the link in memory is not behind a row that was just read.</summary>
    private bool KeepOrRetire(LinkKey key, HostedLink link, long revision)
    {
        lock (link.Gate)
        {
            if (link.Retired)
            {
                return false;
            }

            if (link.Pending > 0 || link.State.Revision >= revision)
            {
                return true;
            }

            Retire(key, link);
            return false;
        }
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
