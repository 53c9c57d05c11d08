using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>Turns a link's reply into what became of a client.</summary>
internal static class LinkOutcomes
{
    public static LinkOutcome Of(string client, Answer answer, PartnerTenant tenant)
    {
        var outcome = new LinkOutcome(client, LinkResult.Linked, null, null, [], answer.Repeated) { Seq = answer.Seq, Revision = answer.DecidedAt };
        return answer.Reply switch
        {
            LinkReply.Linked linked => outcome with { Partner = linked.Partner, Evidence = linked.Evidence },
            LinkReply.NeedsChoice choice => outcome with { Result = LinkResult.NeedsChoice, Candidates = choice.Candidates },
            LinkReply.Matching => outcome with { Result = LinkResult.Matching },
            LinkReply.PartnerTaken taken => outcome with
            {
                Result = LinkResult.PartnerTaken,
                Partner = new PartnerRecord(tenant.System, tenant.Tenant, taken.Record),
            },
            LinkReply.AlreadyLinked linked => outcome with { Result = LinkResult.AlreadyLinked, Partner = linked.Partner },
            LinkReply.Unlinked unlinked => outcome with { Result = unlinked.Leaving ? LinkResult.Leaving : LinkResult.Unlinked },
            LinkReply.NotLinked gone => outcome with { Result = gone.Phase == Phase.Leaving ? LinkResult.Leaving : LinkResult.NotLinked },
            var other => throw new InvalidOperationException($"No outcome for {other.GetType().Name}."),
        };
    }

    public static LinkOutcome Of(string client, LinkResult result) => new(client, result, null, null, [], Repeated: false);
}
