using System.ComponentModel.DataAnnotations;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>Whose value stands, field by field: both directions in one request.</summary>
/// <param name="Choices">1 to 200, each path once.</param>
public sealed record SyncRequest([property: MinLength(1), MaxLength(ApiLimits.Choices)] IReadOnlyList<SyncChoice> Choices);

/// <param name="Path">A field, or one row of a list.</param>
/// <param name="Stands">The side whose value stands; the other side is owed it.</param>
/// <param name="HubVersion">The version of the hub's value that the person saw; 0 where there was none.</param>
/// <param name="PartnerVersion">The partner's.</param>
public sealed record SyncChoice(
    [property: MaxLength(ApiLimits.TextLength)] string Path,
    Side Stands,
    [property: Range(0L, long.MaxValue)] long HubVersion,
    [property: Range(0L, long.MaxValue)] long PartnerVersion);
