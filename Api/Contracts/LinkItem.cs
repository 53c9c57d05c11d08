using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>What became of one client of a request.</summary>
/// <param name="Partner">The linked record; for <c>partnerTaken</c> and <c>alreadyLinked</c> the one that stands in the way.</param>
/// <param name="Match">Why it is that record, when linked.</param>
/// <param name="Candidates">What to choose from; none: search.</param>
/// <param name="Repeated">The answer was given before, under the same idempotency key.</param>
/// <param name="Seq">The journal sequence that holds it; null when nothing was written.</param>
/// <param name="Revision">The link's revision that it was decided at; null for an answer that was given before, and where no link was asked.</param>
public sealed record LinkItem(
    string Client, LinkResult Result, RecordName? Partner, Match? Match, IReadOnlyList<Candidate> Candidates, bool Repeated, long? Seq, long? Revision)
{
    public static LinkItem Of(LinkOutcome outcome, Sight sight) => new(
        outcome.Client,
        outcome.Result,
        outcome.Partner is { } partner ? new RecordName(partner.System, partner.Tenant, partner.Id) : null,
        Match.Of(outcome.Evidence, sight),
        sight.Of(outcome.Candidates),
        outcome.Repeated,
        outcome.Seq,
        outcome.Revision);
}

/// <param name="Tenant">Whose data in the system it is.</param>
/// <param name="Record">The system's id.</param>
public sealed record RecordName(string System, string? Tenant, string? Record);
