using System.ComponentModel.DataAnnotations;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>Clients to unlink.</summary>
/// <param name="Clients">1 to 50 ids of the hub, each once.</param>
/// <param name="Reason"><c>wrongMatch</c>: these two are never matched again by a rule.</param>
public sealed record UnlinkRequest(
    [property: MaxLength(ApiLimits.IdLength)] string Integration,
    [property: MinLength(1), MaxLength(ApiLimits.BulkClients)] IReadOnlyList<string> Clients,
    UnlinkReason Reason = UnlinkReason.Unspecified);
