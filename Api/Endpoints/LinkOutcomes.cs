using System.Collections.Immutable;
using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>Answers a request of many clients, item by item.</summary>
internal static class LinkOutcomes
{
    public static IResult Answer(string integration, ImmutableArray<LinkOutcome> outcomes, Sight sight)
    {
        int? retryAfter = outcomes.Any(outcome => outcome.Result == LinkResult.Unavailable) ? RetrySeconds.Of(ApiLimits.RetryAfter) : null;
        var answer = new LinksAnswer(integration, [.. outcomes.Select(outcome => LinkItem.Of(outcome, sight))], retryAfter);
        return new JsonAnswer<LinksAnswer>(answer, ApiJson.Types.LinksAnswer) { RetryAfter = retryAfter };
    }
}
