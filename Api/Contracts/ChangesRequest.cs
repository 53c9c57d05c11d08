using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Counterpart.Api;

/// <summary>Changes that a hub posts: docs/hub-protocol.md.</summary>
/// <param name="Changes">1 to 500.</param>
public sealed record ChangesRequest(
    [property: MinLength(1), MaxLength(ApiLimits.BulkChanges)] IReadOnlyList<PostedChange> Changes);

/// <param name="Record">The client's id.</param>
/// <param name="Revision">The client's revision after the change: above 0, and rising by one with each.</param>
/// <param name="Fields">The fields that changed, and only these; left out when <paramref name="Deleted"/>.</param>
public sealed record PostedChange(
    [property: MaxLength(ApiLimits.IdLength)] string Record,
    long Revision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, JsonElement>? Fields = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Deleted = false);
