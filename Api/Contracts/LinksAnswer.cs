using System.Text.Json.Serialization;

namespace Counterpart.Api;

/// <summary>What became of each client, in the order of the request.</summary>
/// <param name="RetryAfter">Seconds after which to repeat the clients that are <c>unavailable</c>, with the same idempotency key; absent when there are none.</param>
public sealed record LinksAnswer(
    string Integration,
    IReadOnlyList<LinkItem> Outcomes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RetryAfter = null);
