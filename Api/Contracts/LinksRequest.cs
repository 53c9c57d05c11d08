using System.ComponentModel.DataAnnotations;

namespace Counterpart.Api;

/// <summary>Clients to link.</summary>
/// <param name="Clients">1 to 50 ids of the hub, each once.</param>
public sealed record LinksRequest(
    [property: MaxLength(ApiLimits.IdLength)] string Integration,
    [property: MinLength(1), MaxLength(ApiLimits.BulkClients)] IReadOnlyList<string> Clients);
