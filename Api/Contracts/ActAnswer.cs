using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>A link after something was done to it.</summary>
/// <param name="Status">Where it is now.</param>
/// <param name="Repeated">It was done before, under the same idempotency key.</param>
/// <param name="Seq">The journal sequence that holds it; null when nothing had to be written.</param>
/// <param name="Revision">The link's revision that it was decided at; null for an answer that was given before.</param>
public sealed record ActAnswer(string Integration, string Client, Phase Status, bool Repeated, long? Seq, long? Revision)
{
    public static ActAnswer Of(string integration, string client, ActOutcome outcome) =>
        new(integration, client, outcome.Status, outcome.Repeated, outcome.Seq, outcome.Revision);
}
