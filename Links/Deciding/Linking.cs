using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>A link's life: matched, chosen, unlinked, broken.</summary>
internal static class Linking
{
    public static LinkReply Link(LinkDraft draft, LinkCommand.Link command)
    {
        if (StandsAlready(draft.State) is { } reply)
        {
            return reply;
        }

        if (command.Query.DirectoryAt is null)
        {
            if (draft.State.Phase != Phase.Matching)
            {
                draft.Add(new LinkEvent.MatchStarted());
            }

            return new LinkReply.Matching();
        }

        switch (Matcher.Match(command.Query, draft.State.Never))
        {
            case MatchResult.Found(var candidate, var rule):
                return Claim(draft, command.Partner, new MatchEvidence(rule, candidate, command.Query.DirectoryAt), command.At);
            case MatchResult.Taken(var candidate):
                // A link that waits for its outcome gets one: a person has to look.
                if (draft.State.Phase == Phase.Matching)
                {
                    draft.Add(new LinkEvent.ChoiceNeeded([candidate]));
                }

                return new LinkReply.PartnerTaken(candidate.Id);
            case MatchResult.Choose(var candidates):
                if (draft.State.Phase != Phase.NeedsChoice || !draft.State.Candidates.SequenceEqual(candidates))
                {
                    draft.Add(new LinkEvent.ChoiceNeeded(candidates));
                }

                return new LinkReply.NeedsChoice(candidates);
            case var other:
                throw new InvalidOperationException($"No rule for {other.GetType().Name}.");
        }
    }

    public static LinkReply Choose(LinkDraft draft, LinkCommand.Choose command)
    {
        var partner = draft.State.Partner;
        if (draft.State.Phase.IsKept() && string.Equals(partner?.Id, command.Candidate.Id, StringComparison.Ordinal))
        {
            return new LinkReply.Linked(partner!, new MatchEvidence(MatchRule.Choice, command.Candidate, command.DirectoryAt));
        }

        if (StandsAlready(draft.State) is { } reply)
        {
            return reply is LinkReply.Linked linked ? new LinkReply.AlreadyLinked(linked.Partner) : reply;
        }

        if (command.Candidate.TakenBy is not null)
        {
            return new LinkReply.PartnerTaken(command.Candidate.Id);
        }

        // A choice overrides what was said before, and for good.
        Allow(draft, command.Candidate.Id);
        return Claim(draft, command.Partner, new MatchEvidence(MatchRule.Choice, command.Candidate, command.DirectoryAt), command.At);
    }

    public static LinkReply Allow(LinkDraft draft, string record)
    {
        if (!draft.State.Never.Contains(record, StringComparer.Ordinal))
        {
            return new LinkReply.Allowed(Changed: false);
        }

        draft.Add(new LinkEvent.Allowed(record));
        return new LinkReply.Allowed(Changed: true);
    }

    public static LinkReply Unlink(LinkDraft draft, LinkCommand.Unlink command)
    {
        switch (draft.State.Phase)
        {
            case Phase.Unlinked:
                return new LinkReply.NotLinked(Phase.Unlinked);
            case Phase.Leaving:
                return new LinkReply.Unlinked(Leaving: true);
            case Phase.Linked or Phase.Paused or Phase.Broken when draft.State.Open is not null:
                draft.Add(new LinkEvent.Leaving(command.Reason, command.At));
                return new LinkReply.Unlinked(Leaving: true);
            default:
                Leave(draft, command.Reason, draft.State.Partner is null ? default : command.At);
                return new LinkReply.Unlinked(Leaving: false);
        }
    }

    /// <summary>Ends a link whose last write is settled.</summary>
    /// <param name="at">When a person said so; unset where that is known.</param>
    public static void Leave(LinkDraft draft, UnlinkReason reason, DateTimeOffset at = default) =>
        draft.Add(new LinkEvent.Unlinked(
            reason, reason == UnlinkReason.WrongMatch ? draft.State.Partner?.Id : null, at, Floor(draft, Side.Hub), Floor(draft, Side.Partner)));

    /// <summary>
    /// The directory, and a page that is on its way, may show less than this link knew and wrote. Where it wrote something without learning
    /// what became of that, the last revision that it knew may be the one from before.
    /// </summary>
    private static SideFloor? Floor(LinkDraft draft, Side side)
    {
        var known = draft.State.Of(side);
        var revision = draft.State.Ghosts.Any(ghost => ghost.Side == side) ? null : known.Revision;
        var read = known.Fence == default ? default : known.Fence + draft.Settings.Of(side).ReadLag;
        var at = read > known.Floor ? read : known.Floor;
        return at == default && revision is null ? null : new SideFloor(at, revision);
    }

    public static LinkReply RecordGone(LinkDraft draft, LinkCommand.RecordGone command)
    {
        if (!draft.State.Phase.HasRecords())
        {
            return new LinkReply.NotLinked(draft.State.Phase);
        }

        // Older than the link, it may tell of the record that the client was linked to before.
        var side = draft.State.Of(command.Side);
        if (command.StartedAt < side.Fence || command.StartedAt < draft.State.LinkedAt || command.Revision < side.Revision)
        {
            return new LinkReply.NotBelieved();
        }

        if (!side.Gone || side.GoneFor != command.Reason || (side.Wanted != default && command.StartedAt >= side.Wanted))
        {
            draft.Add(new LinkEvent.Broke(command.Side, command.Reason, command.StartedAt));
        }

        Writing.DropOnGoneRecord(draft, command.Side, command.StartedAt);
        return new LinkReply.Observed(0);
    }

    private static LinkReply? StandsAlready(LinkState state) => state.Phase switch
    {
        Phase.Linked or Phase.Paused or Phase.Broken => new LinkReply.Linked(state.Partner!, state.Evidence!),
        Phase.Leaving => new LinkReply.NotLinked(Phase.Leaving),
        _ => null,
    };

    private static LinkReply.Linked Claim(LinkDraft draft, PartnerTenant tenant, MatchEvidence evidence, DateTimeOffset at)
    {
        var partner = new PartnerRecord(tenant.System, tenant.Tenant, evidence.Candidate.Id);
        draft.Add(new LinkEvent.Linked(partner, evidence, at));
        return new LinkReply.Linked(partner, evidence);
    }
}
